using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Starts the background loads of one method and sees to what comes of them.</summary>
/// <remarks>Thread-safe. A refresh that fails changes nothing: it is counted, logged once until one succeeds, and put off.</remarks>
internal sealed class Reloader(BackgroundLoads loads, string method, ILogger logger, TimeProvider time)
{
    private readonly RestingKeys _resting = new(time);
    private int _running;
    private int _isFailing;
    private int _isUnresolved;

    /// <summary>Gets whether a load runs, so that a call could belong to one.</summary>
    public bool IsRunning => _running > 0;

    /// <summary>How old an entry is that was stored then, be it by another process.</summary>
    public TimeSpan AgeOf(DateTimeOffset storedAt) => time.GetUtcNow() - storedAt;

    /// <summary>Starts a refresh of a key, unless one runs, there is no room, or the last one came to nothing just now.</summary>
    /// <param name="region">Where the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="point">The policy.</param>
    /// <param name="metrics">Where it is counted.</param>
    /// <param name="state">What <paramref name="make"/> takes.</param>
    /// <param name="make">Makes the call, from copies of what it needs; asked only if it is started.</param>
    public void TryRefresh<T, TState>(
        CacheRegion region,
        string key,
        RefreshPoint point,
        CallMetrics metrics,
        TState state,
        Func<TState, BackgroundCall<T>> make
    )
    {
        if (_resting.Contains(key, point.Pause))
        {
            return;
        }

        var start = loads.TryTake(region, key, out var run);
        if (start == BackgroundStart.Full)
        {
            metrics.Refresh("skipped");
        }
        else if (start == BackgroundStart.Free)
        {
            Interlocked.Increment(ref _running);
            run!.Start(make(state), (load, outcome) => EndRefresh(load, outcome, point, metrics));
        }
    }

    /// <summary>Starts a load of a key for callers who wait for it, or finds the one that runs.</summary>
    /// <param name="region">Where the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="notices">Is told when it fails, as its callers may have gone with the last value.</param>
    /// <param name="state">What <paramref name="make"/> takes.</param>
    /// <param name="make">Makes the call, from copies of what it needs; asked only if it is started.</param>
    /// <param name="isStarted">Whether it wasn't running before.</param>
    /// <returns><see langword="null"/> where there is no room for one.</returns>
    public BackgroundRun? Load<T, TState>(
        CacheRegion region,
        string key,
        StaleNotices notices,
        TState state,
        Func<TState, BackgroundCall<T>> make,
        out bool isStarted
    )
    {
        isStarted = loads.TryTake(region, key, out var run) == BackgroundStart.Free;
        if (isStarted)
        {
            Interlocked.Increment(ref _running);
            run!.Start(make(state), (load, outcome) => EndLoad(load, outcome, notices));
        }

        return run;
    }

    private void EndLoad(BackgroundLoad load, Task outcome, StaleNotices notices)
    {
        Interlocked.Decrement(ref _running);
        if (load.IsEnded || outcome.IsCompletedSuccessfully)
        {
            return;
        }

        var failure = outcome.Exception?.GetBaseException();
        if (!load.IsUnresolved)
        {
            notices.Failed(failure);
        }
        else if (Interlocked.Exchange(ref _isUnresolved, 1) == 0)
        {
            logger.LoadUnresolved(method, failure);
        }
    }

    private void EndRefresh(BackgroundLoad load, Task outcome, RefreshPoint point, CallMetrics metrics)
    {
        Interlocked.Decrement(ref _running);
        if (!outcome.IsCompletedSuccessfully)
        {
            _resting.Add(load.Key, point.Pause);
            metrics.Refresh(load.IsUnresolved ? "unresolved" : "failed");
            Tell(load, outcome);
            return;
        }

        if (load.Decision is { Store: true } decision && !point.IsDueAtOnce(decision.Ttl))
        {
            _resting.Remove(load.Key);
        }
        else
        {
            _resting.Add(load.Key, point.Pause);
        }

        metrics.Refresh("succeeded");
        if (Interlocked.Exchange(ref _isFailing, 0) != 0)
        {
            logger.RefreshesWorkAgain(method);
        }
    }

    // What was cancelled because its container ends is nobody's news.
    private void Tell(BackgroundLoad load, Task outcome)
    {
        var failure = outcome.Exception?.GetBaseException();
        if (load.IsUnresolved && !load.IsEnded && Interlocked.Exchange(ref _isUnresolved, 1) == 0)
        {
            logger.RefreshUnresolved(method, failure);
        }

        if (!load.IsUnresolved && !load.IsEnded && Interlocked.Exchange(ref _isFailing, 1) == 0)
        {
            logger.RefreshFails(method, failure);
        }
    }
}
