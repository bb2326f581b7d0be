namespace Caching;

/// <summary>What decides whether an entry is still valid.</summary>
/// <param name="ExpiresAt">The clock's time at which it is gone; <see cref="long.MaxValue"/> for never.</param>
/// <param name="Stamp">The fence's number when its load began: an invalidation of a tag with a later one kills it.</param>
/// <param name="Tags">Its tags, or <see langword="null"/>.</param>
/// <param name="Sliding">How it slides, or <see langword="null"/>; what slides isn't kept after its time.</param>
/// <param name="StaleFor">For how long it is kept as a last value after that; 0 for not at all.</param>
internal readonly record struct EntryMeta(
    long ExpiresAt,
    long Stamp,
    TagState[]? Tags,
    SlidingLife? Sliding = null,
    TimeSpan StaleFor = default
)
{
    /// <summary>Decides what a store made now means.</summary>
    public static EntryMeta Of(CacheClock clock, CacheEntryOptions options, long stamp, TagState[]? tags)
    {
        var latest = clock.After(options.Ttl);
        if (options.Sliding is not { } window || window >= options.Ttl)
        {
            return new(latest, stamp, tags, StaleFor: options.StaleFor);
        }

        var first = clock.After(window);
        return new(first, stamp, tags, new SlidingLife(first - clock.Now, latest));
    }
}
