namespace Caching.Redis;

/// <summary>Makes subjects refuse the stores of every process's loads for a while.</summary>
internal sealed class RedisHolds(RedisCalls calls, FenceCalls fence, RecentInvalidations recent)
{
    public async ValueTask HoldAsync(IReadOnlyCollection<Invalidation> held, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);

        // A promoted replica may not know of it; nor may one that takes over while the calls are under way.
        recent.Note(held.Select(one => one with { Progress = null }));
        await Task.WhenAll(Calls(session, held).Select(call => calls.RunAsync(call, cancellationToken).AsTask()))
            .ConfigureAwait(false);
    }

    public void Hold(IReadOnlyCollection<Invalidation> held)
    {
        var session = calls.Session();
        recent.Note(held.Select(one => one with { Progress = null }));
        foreach (var call in Calls(session, held))
        {
            calls.Run(call);
        }
    }

    // A key is stored in its own bucket only.
    private IEnumerable<ScriptCall> Calls(RedisSession session, IEnumerable<Invalidation> held) =>
        from one in held
        from bucket in one.Kind == InvalidationKind.Key ? [session.Keys[one.Subject]] : session.Keys.Buckets
        group Subjects.Of(one) by (Bucket: bucket, Duration: one.FenceFor ?? TimeSpan.Zero) into together
        from some in together.Chunk(FenceCalls.Batch)
        select fence.Hold(together.Key.Bucket, together.Key.Duration, some);
}
