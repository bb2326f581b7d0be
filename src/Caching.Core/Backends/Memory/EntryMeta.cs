namespace Caching;

/// <summary>What decides whether an entry is still valid.</summary>
/// <param name="ExpiresAt">The clock's time at which it is gone; <see cref="long.MaxValue"/> for never.</param>
/// <param name="Stamp">The fence's number when its load began: an invalidation of a tag with a later one kills it.</param>
/// <param name="Tags">Its tags, or <see langword="null"/>.</param>
/// <param name="Sliding">How it slides, or <see langword="null"/>.</param>
internal readonly record struct EntryMeta(long ExpiresAt, long Stamp, TagState[]? Tags, SlidingLife? Sliding = null)
{
    /// <summary>Decides what a store made now means.</summary>
    public static EntryMeta Of(CacheClock clock, TimeSpan? ttl, TimeSpan? sliding, long stamp, TagState[]? tags)
    {
        var latest = clock.After(ttl);
        if (sliding is not { } window || window >= ttl)
        {
            return new(latest, stamp, tags);
        }

        var first = clock.After(window);
        return new(first, stamp, tags, new SlidingLife(first - clock.Now, latest));
    }
}
