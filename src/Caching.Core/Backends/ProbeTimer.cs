namespace Caching;

/// <summary>Runs rounds of a probe in the background, ever less often, for as long as they are needed; then it sleeps.</summary>
/// <remarks>Thread-safe. No two rounds run at once, and none begins after the end; one in progress is cancelled.</remarks>
internal sealed class ProbeTimer : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastDelay = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Func<CancellationToken, ValueTask> _round;
    private readonly Func<bool> _isNeeded;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _delay = FirstDelay;
    private long? _asleepSince;
    private bool _isAwake;
    private bool _isDisposed;

    public ProbeTimer(Func<CancellationToken, ValueTask> round, Func<bool> isNeeded, TimeProvider time)
    {
        _round = round;
        _isNeeded = isNeeded;
        _time = time;
        _timer = time.CreateTimer(
            static state => _ = ((ProbeTimer)state!).RunAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Begins with rounds, unless they are under way.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isAwake || _isDisposed)
            {
                return;
            }

            // What fails again right after it came back is asked ever less often, not from the start.
            _delay =
                _asleepSince is { } since && _time.GetElapsedTime(since) < LastDelay ? Doubled(_delay) : FirstDelay;
            _isAwake = true;
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
        }

        _end.Cancel();
    }

    private static TimeSpan Doubled(TimeSpan delay) => delay * 2 < LastDelay ? delay * 2 : LastDelay;

    private async Task RunAsync()
    {
        try
        {
            await _round(_end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end of the process's cache; what is pending dies with it.
        }
        finally
        {
            GoOn();
        }
    }

    private void GoOn()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isAwake = _isNeeded();
            if (_isAwake)
            {
                _delay = Doubled(_delay);
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _asleepSince = _time.GetTimestamp();
            }
        }
    }
}
