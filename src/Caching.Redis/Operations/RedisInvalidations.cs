namespace Caching.Redis;

/// <summary>Invalidates keys, tags and patterns; acknowledged when every bucket has confirmed it.</summary>
internal sealed class RedisInvalidations(RedisCalls calls, FenceCalls fence, KeyScan scan, RecentInvalidations recent)
{
    private const int TagsAtOnce = 10;

    public async ValueTask<long> DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var removed = await Task.WhenAll(
                Deletions(session, keys).Select(call => calls.RunAsync(call, cancellationToken).AsTask())
            )
            .ConfigureAwait(false);
        return removed.Sum(answer => (long)answer);
    }

    public long Delete(IReadOnlyCollection<string> keys) =>
        Deletions(calls.Session(), keys).Sum(call => (long)calls.Run(call));

    public async ValueTask InvalidateTagsAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var some in tags.Distinct(StringComparer.Ordinal).Chunk(TagsAtOnce))
        {
            await Task.WhenAll(session.Keys.Buckets.Select(bucket => InvalidateAsync(bucket, some, cancellationToken)))
                .ConfigureAwait(false);
        }
    }

    public void InvalidateTags(IReadOnlyCollection<string> tags)
    {
        foreach (var some in tags.Distinct(StringComparer.Ordinal).Chunk(TagsAtOnce))
        {
            foreach (var bucket in calls.Session().Keys.Buckets)
            {
                Invalidate(bucket, some);
            }
        }
    }

    /// <summary>Appends the glob everywhere, so that nothing older is stored any more, then removes what is there.</summary>
    /// <remarks>
    /// A scan may take long. Noted before it too, the glob is appended again when a primary that lost it is followed by
    /// another while the scan goes on.
    /// </remarks>
    public async ValueTask<long> InvalidatePatternAsync(
        string glob,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        recent.Note(Invalidation.Pattern(glob));
        await Task.WhenAll(
                session.Keys.Buckets.Select(bucket =>
                    calls.RunAsync(fence.Glob(bucket, glob), cancellationToken).AsTask()
                )
            )
            .ConfigureAwait(false);
        return await scan.RemoveAsync(glob, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="InvalidatePatternAsync"/>
    public long InvalidatePattern(string glob)
    {
        recent.Note(Invalidation.Pattern(glob));
        foreach (var bucket in calls.Session().Keys.Buckets)
        {
            calls.Run(fence.Glob(bucket, glob));
        }

        return scan.Remove(glob);
    }

    private IEnumerable<ScriptCall> Deletions(RedisSession session, IReadOnlyCollection<string> keys) =>
        from key in keys.Distinct(StringComparer.Ordinal)
        group key by session.Keys[key] into inBucket
        from some in inBucket.Chunk(FenceCalls.Batch)
        select fence.Delete(inBucket.Key, some);

    private async Task InvalidateAsync(Bucket bucket, string[] tags, CancellationToken cancellationToken)
    {
        var answer = await calls.RunAsync(fence.InvalidateTags(bucket, tags), cancellationToken).ConfigureAwait(false);
        foreach (var tag in FenceCalls.Unfinished(tags, answer))
        {
            while (
                FenceCalls.IsUnfinished(
                    await calls.RunAsync(FenceCalls.Drain(bucket, tag), cancellationToken).ConfigureAwait(false)
                )
            ) { }
        }
    }

    private void Invalidate(Bucket bucket, string[] tags)
    {
        foreach (var tag in FenceCalls.Unfinished(tags, calls.Run(fence.InvalidateTags(bucket, tags))))
        {
            while (FenceCalls.IsUnfinished(calls.Run(FenceCalls.Drain(bucket, tag)))) { }
        }
    }
}
