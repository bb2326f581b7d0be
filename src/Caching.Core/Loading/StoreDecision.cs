namespace Caching;

/// <summary>Whether, how long and under which tags a loaded value is stored; the default value doesn't store.</summary>
/// <remarks>
/// A value that isn't stored may have tags all the same: those who joined its load get it only if none was invalidated.
/// </remarks>
internal readonly record struct StoreDecision(bool Store, TimeSpan? Ttl, IReadOnlyCollection<string>? Tags)
{
    /// <summary>Gets the time without a hit after which it is gone; <see langword="null"/> where hits change nothing.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>Gets the store that it asks for.</summary>
    public CacheEntryOptions Options =>
        new()
        {
            Ttl = Ttl,
            Sliding = Sliding,
            Tags = Tags,
        };
}
