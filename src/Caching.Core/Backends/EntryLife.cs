namespace Caching;

/// <summary>Tells how long entries live in all.</summary>
internal static class EntryLife
{
    /// <summary>The time to live and the time after it as a last value; <see langword="null"/> for ever.</summary>
    public static TimeSpan? Life(this CacheEntryOptions entry) =>
        entry.Ttl is not { } ttl ? null
        : entry.KeptFor() < TimeSpan.MaxValue - ttl ? ttl + entry.KeptFor()
        : TimeSpan.MaxValue;

    /// <summary>The time as a last value; what slides has none, as nobody knows when its time to live begins to be over.</summary>
    public static TimeSpan KeptFor(this CacheEntryOptions entry) =>
        entry.Sliding < entry.Ttl ? TimeSpan.Zero : entry.StaleFor;
}
