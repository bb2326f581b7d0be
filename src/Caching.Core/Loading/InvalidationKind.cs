namespace Caching;

/// <summary>What an invalidation names. The numbers stay as they are, for what is written down.</summary>
public enum InvalidationKind
{
    /// <summary>One entry or counter, by its key.</summary>
    Key = 0,

    /// <summary>Every entry that carries a tag.</summary>
    Tag = 1,

    /// <summary>Every entry and counter whose key matches a glob.</summary>
    Pattern = 2,

    /// <summary>Everything of the application.</summary>
    All = 3,
}
