using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>One entry to be stored.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its bytes.</param>
/// <param name="Milliseconds">Its time to live; 0 only checks whether it would be stored.</param>
/// <param name="Tags">Its tags, each once.</param>
internal readonly record struct Store(string Key, RedisValue Value, long Milliseconds, string[] Tags)
{
    /// <summary>Gets how long an entry that slides lives without a hit; 0 for one that doesn't.</summary>
    public long First { get; init; }

    /// <summary>Gets the time after which the server lets it go, if nobody hits it.</summary>
    public long Expiry => First > 0 ? First : Milliseconds;
}
