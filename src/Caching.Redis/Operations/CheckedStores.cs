namespace Caching.Redis;

/// <summary>Stores that the server checks against what was invalidated: those of loads, and explicit writes.</summary>
internal sealed class CheckedStores(RedisCalls calls, FenceCalls fence, PrimaryEpoch epoch, string backend)
{
    /// <summary>Stores what a load began at a position.</summary>
    /// <returns>Whether the value is as new as any; it isn't stored while what it concerns is held.</returns>
    public async ValueTask<bool> PutAsync(Store store, CacheMark since, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var answer = PutAnswer.From(since.Text);
        for (var left = PutAnswer.Tries; left > 0 && epoch.Current == since.Number; left--)
        {
            var call = FenceCalls.Put(session.Keys[store.Key], store, answer);
            answer = answer.Read(await calls.RunAsync(call, cancellationToken).ConfigureAwait(false), store.Key);
            if (answer.IsFinal)
            {
                return Counted(answer);
            }
        }

        return false;
    }

    /// <inheritdoc cref="PutAsync"/>
    public bool Put(Store store, CacheMark since)
    {
        var session = calls.Session();
        var answer = PutAnswer.From(since.Text);
        for (var left = PutAnswer.Tries; left > 0 && epoch.Current == since.Number; left--)
        {
            answer = answer.Read(calls.Run(FenceCalls.Put(session.Keys[store.Key], store, answer)), store.Key);
            if (answer.IsFinal)
            {
                return Counted(answer);
            }
        }

        return false;
    }

    /// <summary>Writes on purpose.</summary>
    /// <remarks>Overtaken by another write or invalidation, it is tried again: it isn't over, so it may come last.</remarks>
    public async ValueTask<bool> WriteAsync(Store store, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var bucket = session.Keys[store.Key];
        for (var left = PutAnswer.Tries; left > 0; left--)
        {
            var since = await calls.RunAsync(fence.Begin(bucket, store.Key), cancellationToken).ConfigureAwait(false);
            var call = fence.Write(bucket, store, (StackExchange.Redis.RedisValue)since);
            if ((int)await calls.RunAsync(call, cancellationToken).ConfigureAwait(false) == 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc cref="WriteAsync"/>
    public bool Write(Store store)
    {
        var bucket = calls.Session().Keys[store.Key];
        for (var left = PutAnswer.Tries; left > 0; left--)
        {
            var since = calls.Run(fence.Begin(bucket, store.Key));
            if ((int)calls.Run(fence.Write(bucket, store, (StackExchange.Redis.RedisValue)since)) == 1)
            {
                return true;
            }
        }

        return false;
    }

    // What this process holds itself it counts with the method; here another one said it.
    private bool Counted(PutAnswer answer)
    {
        if (answer.IsHeld)
        {
            RedisMeter.HeldStores.Add(1, new KeyValuePair<string, object?>("backend", backend));
        }

        return answer.IsFresh;
    }
}
