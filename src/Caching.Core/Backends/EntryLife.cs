namespace Caching;

/// <summary>Tells how long entries live in all.</summary>
internal static class EntryLife
{
    /// <summary>The time to live and the time after it as a last value; <see langword="null"/> for ever.</summary>
    public static TimeSpan? Life(this CacheEntryOptions entry) =>
        entry.Ttl is { } ttl
            ? ttl < TimeSpan.MaxValue - entry.StaleFor
                ? ttl + entry.StaleFor
                : TimeSpan.MaxValue
            : null;
}
