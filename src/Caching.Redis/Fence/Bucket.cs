using System.Text;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The keys of one slot: entries with everything that a store or an invalidation of them touches.</summary>
internal sealed class Bucket
{
    private readonly RedisKey _entries;
    private readonly RedisKey _indexes;

    public Bucket(string prefix, int number)
    {
        var head = $"{{{prefix}:{number}}}:";
        _entries = Encoding.UTF8.GetBytes(head + "e:");
        _indexes = Encoding.UTF8.GetBytes(head + "t:");
        Registry = Encoding.UTF8.GetBytes(head + "tags");
        Log = Encoding.UTF8.GetBytes(head + "log");
    }

    /// <summary>Gets the sorted set of indexes by the latest expiry of what is in them.</summary>
    public RedisKey Registry { get; }

    /// <summary>Gets the sorted set of positions and what was invalidated after them.</summary>
    public RedisKey Log { get; }

    // The prefix stays bytes: nothing is concatenated until it is written to the connection.
    public RedisKey Entry(string key) => new RedisKey(key).Prepend(_entries);

    public RedisKey Index(string tag) => new RedisKey(tag).Prepend(_indexes);
}
