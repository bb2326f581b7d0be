using System.Text;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The keys of one slot: entries with everything that a store or an invalidation of them touches.</summary>
internal sealed class Bucket
{
    private readonly byte[] _entries;
    private readonly byte[] _indexes;

    public Bucket(string prefix, int number)
    {
        var head = $"{{{prefix}:{number}}}:";
        _entries = Encoding.UTF8.GetBytes(head + "e:");
        _indexes = Encoding.UTF8.GetBytes(head + "t:");
        Registry = Encoding.UTF8.GetBytes(head + "tags");
        Holds = Encoding.UTF8.GetBytes(head + "holds");
        Globs = Encoding.UTF8.GetBytes(head + "globs");
        Log = Encoding.UTF8.GetBytes(head + "log");
    }

    /// <summary>Gets the sorted set of indexes by the latest expiry of what is in them.</summary>
    public RedisKey Registry { get; }

    /// <summary>Gets the sorted set of positions and what was invalidated after them.</summary>
    public RedisKey Log { get; }

    /// <summary>Gets the sorted set of keys and tags that refuse the stores of loads, by the time until which they do.</summary>
    public RedisKey Holds { get; }

    /// <summary>Gets the sorted set of globs that do.</summary>
    public RedisKey Globs { get; }

    public RedisKey Entry(string key) => Join(_entries, key);

    public RedisKey Index(string tag) => Join(_indexes, tag);

    // The client takes bytes as they are; text it measures and encodes while others wait for the connection.
    private static RedisKey Join(byte[] prefix, string name)
    {
        var joined = GC.AllocateUninitializedArray<byte>(prefix.Length + Encoding.UTF8.GetByteCount(name));
        prefix.CopyTo(joined.AsSpan());
        Encoding.UTF8.GetBytes(name, joined.AsSpan(prefix.Length));
        return joined;
    }
}
