using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Makes the calls of the scripts: what goes to which key and argument is written here only.</summary>
internal sealed class FenceCalls(RedisCacheOptions options, TimeProvider time)
{
    /// <summary>How many entries one script removes at the most, so that it takes well under a millisecond.</summary>
    public const int Batch = 30;

    private readonly RedisValue _capacity = options.LogCapacity;

    public ScriptCall Begin(Bucket bucket, string key) =>
        new("begin a load", key, static scripts => scripts.Begin, [bucket.Log, bucket.Holds, bucket.Globs], [NewId()]);

    /// <summary>Stores a loaded value, or only checks whether it would be stored.</summary>
    public static ScriptCall Put(Bucket bucket, Store store, RedisValue since, RedisValue matched) =>
        new(
            "store",
            store.Key,
            static scripts => scripts.Put,
            [
                bucket.Log,
                bucket.Entry(store.Key),
                bucket.Registry,
                bucket.Holds,
                bucket.Globs,
                .. store.Tags.Select(bucket.Index),
            ],
            [
                since,
                store.Milliseconds,
                store.Value,
                store.Expiry,
                matched,
                Subjects.Key(store.Key),
                .. store.Tags.Select(TagSubject),
            ]
        );

    public ScriptCall Write(Bucket bucket, Store store, RedisValue since) =>
        new(
            "write",
            store.Key,
            static scripts => scripts.Write,
            [bucket.Log, bucket.Entry(store.Key), bucket.Registry, .. store.Tags.Select(bucket.Index)],
            [
                since,
                store.Milliseconds,
                store.Value,
                store.Expiry,
                NewId(),
                _capacity,
                Subjects.Key(store.Key),
                .. store.Tags.Select(TagSubject),
            ]
        );

    /// <summary>Reads an entry and extends it if it slides.</summary>
    public ScriptCall Slide(Bucket bucket, string key) =>
        new(
            "get",
            key,
            static scripts => scripts.Slide,
            [bucket.Entry(key)],
            [time.GetUtcNow().ToUnixTimeMilliseconds()]
        )
        {
            UsesBookkeepingOnly = false,
        };

    /// <summary>Invalidates keys of one bucket.</summary>
    public ScriptCall Delete(Bucket bucket, IReadOnlyCollection<string> keys) =>
        new(
            "delete",
            keys.Count == 1 ? keys.First() : null,
            static scripts => scripts.Invalidate,
            [bucket.Log, .. keys.Select(bucket.Entry)],
            [NewId(), _capacity, .. keys.Select(key => (RedisValue)Subjects.Key(key))]
        );

    /// <summary>Appends a glob, so that no load begun before stores what it matches.</summary>
    public ScriptCall Glob(Bucket bucket, string glob) =>
        new(
            "invalidate a pattern",
            null,
            static scripts => scripts.Invalidate,
            [bucket.Log],
            [NewId(), _capacity, Subjects.Glob(glob)]
        );

    public ScriptCall InvalidateTags(Bucket bucket, IReadOnlyCollection<string> tags) =>
        new(
            "invalidate tags",
            null,
            static scripts => scripts.InvalidateTags,
            [bucket.Log, .. tags.Select(bucket.Index)],
            [NewId(), _capacity, AtOnce(tags.Count), .. tags.Select(HashValue), .. tags.Select(TagSubject)]
        );

    /// <summary>Which of the tags still have entries after the first step.</summary>
    public static IEnumerable<string> Unfinished(IReadOnlyCollection<string> tags, RedisResult answer) =>
        tags.Zip((long[])answer!).Where(tag => tag.Second >= AtOnce(tags.Count)).Select(tag => tag.First);

    /// <summary>Whether a step took so many that there may be more.</summary>
    public static bool IsUnfinished(RedisResult answer) => (long)answer >= Batch;

    public static ScriptCall Drain(Bucket bucket, string tag) =>
        new("invalidate tags", null, static scripts => scripts.Drain, [bucket.Index(tag)], [Batch, HashValue(tag)]);

    public ScriptCall Count(Bucket bucket, string key, long amount, long initialValue, TimeSpan? ttl) =>
        new(
            "increment",
            key,
            static scripts => scripts.Count,
            [bucket.Log, bucket.Entry(key)],
            [amount, initialValue, ttl is { } span ? Milliseconds(span) : 0, NewId(), _capacity, Subjects.Key(key)]
        )
        {
            UsesBookkeepingOnly = false,
        };

    public static ScriptCall Sweep(Bucket bucket) =>
        new("sweep", null, static scripts => scripts.Sweep, [bucket.Registry], [Batch]);

    /// <summary>Removes what should be a sorted set and isn't, among the keys of a call that found one.</summary>
    public static ScriptCall Heal(ScriptCall damaged) =>
        new("repair", null, static scripts => scripts.Heal, damaged.Keys, []);

    /// <summary>How long an entry lives, the time included for which it is kept as a last value.</summary>
    public long LifeOf(CacheEntryOptions entry) =>
        Milliseconds(entry.Life() is { } life && life < options.MaxTtl ? life : options.MaxTtl);

    /// <summary>How long an entry that is kept as a last value after that is fresh; other entries don't tell.</summary>
    public TimeSpan? FreshFor(CacheEntryOptions entry) =>
        entry.KeptFor() > TimeSpan.Zero && entry.Ttl < options.MaxTtl ? entry.Ttl : null;

    /// <summary>How an entry slides that lives so long at the most; nothing where it doesn't.</summary>
    public static SlideTimes SlideOf(CacheEntryOptions entry, long life) =>
        entry.Sliding is { } window && Milliseconds(window) < life ? new(Milliseconds(window), life) : default;

    /// <summary>Tells when a position was made, as its maker's clock had it.</summary>
    public static DateTimeOffset? MadeAt(string position) =>
        position.StartsWith('#')
        && position.IndexOf('-', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(position.AsSpan(1, end - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ms)
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    private static int AtOnce(int tags) => Math.Max(1, Batch / tags);

    private static RedisValue TagSubject(string tag) => Subjects.Tag(tag);

    private static RedisValue HashValue(string tag) => TagTrailer.Of(tag);

    public static long Milliseconds(TimeSpan span) => Math.Max(1, (long)Math.Ceiling(span.TotalMilliseconds));

    // Fresh per attempt: one that was used before would bring old positions back to life. The time is for people only.
    private RedisValue NewId() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}-{Random.Shared.NextInt64():x}{Random.Shared.NextInt64():x}"
        );
}
