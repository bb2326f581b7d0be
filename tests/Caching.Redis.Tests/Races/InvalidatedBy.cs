namespace Caching.Redis.Tests.Races;

/// <summary>By what an entry is invalidated.</summary>
public enum InvalidatedBy
{
    /// <summary>Its key.</summary>
    Key,

    /// <summary>One of its tags.</summary>
    Tag,

    /// <summary>A glob that matches its key.</summary>
    Glob,
}
