namespace Caching;

/// <summary>The kinds of failure.</summary>
public enum CacheErrorCode
{
    /// <summary>A backend can't be reached.</summary>
    Connection = 1,

    /// <summary>A backend refused an operation.</summary>
    Operation = 2,

    /// <summary>What was configured can't work.</summary>
    Configuration = 3,

    /// <summary>A load took longer than it may.</summary>
    LoadTimeout = 4,

    /// <summary>A call that may be answered by hits only found none.</summary>
    Miss = 5,
}
