namespace Caching.Redis;

/// <summary>Stores loaded values, or only checks whether they would be stored.</summary>
internal sealed class RedisStores(RedisCalls calls, PrimaryEpoch epoch)
{
    public async ValueTask<Verdict> PutAsync(Store store, CacheMark since, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var ask = PutAnswer.First(since.Text!);
        for (var left = PutAnswer.Tries; left > 0 && epoch.Current == since.Number; left--)
        {
            var call = FenceCalls.Put(session.Keys[store.Key], store, ask.Position, ask.Matched);
            ask = ask.Then(await calls.RunAsync(call, cancellationToken).ConfigureAwait(false), store.Key);
            if (ask.Verdict is { } verdict)
            {
                return verdict;
            }
        }

        return Verdict.Refused;
    }

    /// <inheritdoc cref="PutAsync"/>
    public Verdict Put(Store store, CacheMark since)
    {
        var session = calls.Session();
        var ask = PutAnswer.First(since.Text!);
        for (var left = PutAnswer.Tries; left > 0 && epoch.Current == since.Number; left--)
        {
            var call = FenceCalls.Put(session.Keys[store.Key], store, ask.Position, ask.Matched);
            ask = ask.Then(calls.Run(call), store.Key);
            if (ask.Verdict is { } verdict)
            {
                return verdict;
            }
        }

        return Verdict.Refused;
    }
}
