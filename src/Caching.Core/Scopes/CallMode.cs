namespace Caching;

/// <summary>How the calls of a flow of control use the cache.</summary>
internal enum CallMode
{
    /// <summary>As their policies say.</summary>
    Policy,

    /// <summary>Not at all.</summary>
    Bypass,

    /// <summary>They load and store.</summary>
    Refresh,

    /// <summary>They hit, or fail.</summary>
    Only,
}
