using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Does in the background what no caller should wait for: watching the primaries, repairs, sweeps.</summary>
/// <remarks>Thread-safe. One round at a time; a round that fails is followed by the next.</remarks>
internal sealed class Housekeeper(
    RedisCalls calls,
    PrimaryWatch watch,
    PrimaryEpoch epoch,
    RecentInvalidations recent,
    OwedInvalidations owed,
    Collector collector,
    RedisCacheOptions options,
    string backend,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ends = new();
    private ITimer? _timer;
    private IConnectionMultiplexer? _watched;
    private long _sweptAt = time.GetTimestamp();
    private int _isBusy;
    private int _isOver;

    /// <summary>Begins, once there is a connection.</summary>
    public void Start(RedisSession session)
    {
        if (Interlocked.CompareExchange(ref _watched, session.Multiplexer, null) is not null)
        {
            return;
        }

        session.Multiplexer.ConnectionRestored += OnChange;
        session.Multiplexer.ConfigurationChanged += OnChange;
        _timer = time.CreateTimer(static state => _ = ((Housekeeper)state!).RunAsync(), this, TimeSpan.Zero, Round);
    }

    /// <summary>Repairs bookkeeping that something else overwrote: what it said is lost, so everything goes.</summary>
    public void Repair(ScriptCall damaged)
    {
        logger.BookkeepingDamaged(backend);
        owed.Add([recent.Everything()]);
        _ = RepairAsync(damaged);
    }

    /// <summary>One round.</summary>
    public async Task RunAsync()
    {
        if (calls.Current is null || Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            return;
        }

        try
        {
            if (await watch.HasChangedAsync(_ends.Token).ConfigureAwait(false))
            {
                Changed();
            }

            if (await owed.PayAsync(_ends.Token).ConfigureAwait(false) is > 0 and var paid)
            {
                RedisMeter.Replays.Add(paid, new KeyValuePair<string, object?>("backend", backend));
                logger.CaughtUp(backend);
            }

            if (time.GetElapsedTime(_sweptAt) >= SweepEvery)
            {
                _sweptAt = time.GetTimestamp();
                await collector.SweepAsync(_ends.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            // The callers see the same failure, and the guard around the backend logs it; the next round tries again.
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        _timer?.Dispose();
        _ends.Cancel();
        _ends.Dispose();
        if (_watched is { } watched)
        {
            watched.ConnectionRestored -= OnChange;
            watched.ConfigurationChanged -= OnChange;
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is CacheException or OperationCanceledException || RedisFailures.IsClients(failure);

    private void Changed()
    {
        epoch.Advance();
        var again = options.OnDataLoss == OnDataLoss.ClearPrefix ? [recent.Everything()] : recent.Snapshot();
        logger.PrimaryChanged(backend, again.Count);
        owed.Add(again);
    }

    private async Task RepairAsync(ScriptCall damaged)
    {
        try
        {
            await calls.RunAsync(FenceCalls.Heal(damaged), _ends.Token).ConfigureAwait(false);
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            // It is found damaged again by whoever touches it next.
        }
    }

    private void OnChange(object? sender, EventArgs change) => _ = RunAsync();
}
