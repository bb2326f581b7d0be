namespace Caching;

/// <summary>What came of the wish to load in the background.</summary>
internal enum BackgroundStart
{
    /// <summary>It may start.</summary>
    Free,

    /// <summary>The key is being loaded in the background already.</summary>
    Running,

    /// <summary>As many loads run as may.</summary>
    Full,

    /// <summary>The container ends.</summary>
    Stopped,
}
