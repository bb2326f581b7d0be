namespace Caching.Redis;

/// <summary>Makes subjects refuse the stores of loads for a while, in every process.</summary>
internal sealed class RedisHolds(RedisCalls calls, HoldCalls holds)
{
    public async ValueTask HoldAsync(IReadOnlyCollection<Invalidation> held, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(
                holds.Hold(session.Keys, held).Select(call => calls.RunAsync(call, cancellationToken).AsTask())
            )
            .ConfigureAwait(false);
    }

    public void Hold(IReadOnlyCollection<Invalidation> held)
    {
        foreach (var call in holds.Hold(calls.Session().Keys, held))
        {
            calls.Run(call);
        }
    }
}
