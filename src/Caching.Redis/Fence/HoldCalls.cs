using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Makes the calls that hold subjects: keys where they are, tags and globs in every bucket.</summary>
internal sealed class HoldCalls(RedisCacheOptions options)
{
    /// <summary>How many globs are held at the most: each store that finds any is told all of them.</summary>
    public const int MaxGlobs = 256;

    private const int AtOnce = 200;

    public IEnumerable<ScriptCall> Hold(KeySpace keys, IReadOnlyCollection<Invalidation> held) =>
        from one in Invalidation.Once(held)
        from bucket in one.Kind == InvalidationKind.Key ? [keys[one.Subject]] : keys.Buckets
        group one by bucket into inBucket
        from some in inBucket.Chunk(AtOnce)
        select Hold(inBucket.Key, some);

    private ScriptCall Hold(Bucket bucket, Invalidation[] held) =>
        new(
            "hold",
            null,
            static scripts => scripts.Hold,
            [bucket.Holds, bucket.Globs],
            [
                options.LogCapacity,
                Math.Min(options.LogCapacity, MaxGlobs),
                .. held.SelectMany(one =>
                    (RedisValue[])[FenceCalls.Milliseconds(one.FenceFor.GetValueOrDefault()), Subject(one)]
                ),
            ]
        );

    private static string Subject(Invalidation held) =>
        held.Kind switch
        {
            InvalidationKind.Key => Subjects.Key(held.Subject),
            InvalidationKind.Tag => Subjects.Tag(held.Subject),
            InvalidationKind.Pattern => Subjects.Glob(held.Subject),
            _ => Subjects.Glob("*"),
        };
}
