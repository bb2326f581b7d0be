namespace Caching.Redis;

/// <summary>Removes the indexes of tags that nothing carries any more, and measures how far the logs reach back.</summary>
internal sealed class Collector(RedisCalls calls, Handshake handshake, string backend, TimeProvider time)
{
    private readonly KeyValuePair<string, object?> _backend = new("backend", backend);

    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        await handshake.AgreeAsync(session.Database, session.Keys).ConfigureAwait(false);
        foreach (var bucket in session.Keys.Buckets)
        {
            while (
                FenceCalls.IsUnfinished(
                    await calls.RunAsync(FenceCalls.Sweep(bucket), cancellationToken).ConfigureAwait(false)
                )
            ) { }

            await MeasureAsync(bucket, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MeasureAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        if (!RedisMeter.LogHorizon.Enabled)
        {
            return;
        }

        var oldest = await calls
            .RunAsync(
                "measure the log",
                null,
                bucket,
                static (session, bucket) =>
                    session.Database.SortedSetRangeByRankAsync(bucket.Log, 0, 15, flags: RedisSession.Flags),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (
            oldest.Select(member => FenceCalls.MadeAt((string)member!)).FirstOrDefault(at => at is not null) is { } made
        )
        {
            RedisMeter.LogHorizon.Record((time.GetUtcNow() - made).TotalSeconds, _backend);
        }
    }
}
