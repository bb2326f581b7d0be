using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Where an application's keys are: each bucket is a hash tag of its own, and so one slot.</summary>
/// <remarks>
/// <c>{shop:7}:e:</c> entries and counters, <c>{shop:7}:t:</c> indexes of tags, <c>{shop:7}:tags</c> the registry of
/// indexes, <c>{shop:7}:log</c> the invalidations, <c>{shop:7}:holds</c> and <c>{shop:7}:globs</c> what refuses stores for
/// a while. The tag comes first, so that braces in arguments choose no slot.
/// </remarks>
internal sealed class KeySpace
{
    private readonly Bucket[] _buckets;
    private readonly string _prefix;

    public KeySpace(string prefix, int buckets)
    {
        _prefix = prefix;
        _buckets = [.. Enumerable.Range(0, buckets).Select(number => new Bucket(prefix, number))];
        Meta = (RedisKey)$"{{{prefix}:0}}:meta";
        Head = $"{{{prefix}:";
    }

    public IReadOnlyList<Bucket> Buckets => _buckets;

    /// <summary>Gets the key that says how many buckets there are, and in which format.</summary>
    public RedisKey Meta { get; }

    /// <summary>Gets what every key here begins with.</summary>
    public string Head { get; }

    public Bucket this[string key] => _buckets.Length == 1 ? _buckets[0] : _buckets[Number(key)];

    /// <summary>Returns the glob that a scan looks for; what it finds still has to be matched by <see cref="Read"/>.</summary>
    public RedisValue Matching(string glob)
    {
        byte[] pattern = [.. Encoding.UTF8.GetBytes($"{{{Glob.Escape(_prefix)}:*}}:e:"), .. Coarse(glob)];
        return pattern;
    }

    /// <summary>Takes the bucket and the key out of what a scan found; <see langword="null"/> when it is no entry.</summary>
    public (Bucket Bucket, string Key)? Read(string found)
    {
        var end = found.IndexOf('}', StringComparison.Ordinal);
        return
            found.StartsWith(Head, StringComparison.Ordinal)
            && end > 0
            && int.TryParse(found.AsSpan(Head.Length, end - Head.Length), CultureInfo.InvariantCulture, out var number)
            && number >= 0
            && number < _buckets.Length
            && found.AsSpan(end + 1).StartsWith(":e:", StringComparison.Ordinal)
            ? (_buckets[number], found[(end + 4)..])
            : null;
    }

    // Servers disagree on classes such as [^a-z]; any byte in their place finds more, and is matched again here.
    private static List<byte> Coarse(string glob)
    {
        var coarse = new List<byte>();
        var rest = Encoding.UTF8.GetBytes(glob).AsSpan();
        while (!rest.IsEmpty)
        {
            var length = 1;
            if (rest[0] != '*')
            {
                GlobToken.Matches(rest, 0, out length);
            }

            if (rest[0] == '[')
            {
                coarse.Add((byte)'?');
            }
            else
            {
                coarse.AddRange(rest[..length]);
            }

            rest = rest[length..];
        }

        return coarse;
    }

    private int Number(string key) =>
        (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan())) % (ulong)_buckets.Length);
}
