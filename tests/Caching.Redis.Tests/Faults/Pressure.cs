using System.Collections.Concurrent;
using System.Diagnostics;

namespace Caching.Redis.Tests.Faults;

/// <summary>Many callers at once, each of whose calls is checked and timed.</summary>
internal sealed class Pressure : IAsyncDisposable
{
    private const int Callers = 200;
    private const int Ids = 20;

    // So that the callers don't take the processor from the server and from the test.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(long Begun, TimeSpan Took)> _calls = [];
    private readonly CancellationTokenSource _end = new();
    private readonly FaultHost _host;
    private readonly Task[] _callers;

    public Pressure(FaultHost host, bool isSync)
    {
        _host = host;
        _callers =
        [
            .. Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    isSync
                        ? Task.Factory.StartNew(() => Run(caller), TaskCreationOptions.LongRunning)
                        : RunAsync(caller)
                ),
        ];
    }

    /// <summary>The calls that are over, and began in a span of time.</summary>
    public IReadOnlyList<TimeSpan> Between(long from, long to) =>
        [.. _calls.Where(call => call.Begun >= from && call.Begun < to).Select(call => call.Took)];

    /// <summary>Ends the callers; fails when one of their calls did.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_callers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private void Run(int caller)
    {
        for (var round = caller; !_end.Token.WaitHandle.WaitOne(Pause); round++)
        {
            var begun = Stopwatch.GetTimestamp();
            _host.Read(round % Ids);
            _calls.Enqueue((begun, Stopwatch.GetElapsedTime(begun)));
        }
    }

    private async Task RunAsync(int caller)
    {
        using var pause = new PeriodicTimer(Pause);
        for (var round = caller; !_end.IsCancellationRequested; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await _host.ReadAsync(round % Ids);
            _calls.Enqueue((begun, Stopwatch.GetElapsedTime(begun)));
            await pause.WaitForNextTickAsync();
        }
    }
}
