using System.Diagnostics;

namespace Caching.Redis.Tests.Faults;

/// <summary>The control of latency tests: how late this machine is, at the same moment, with what waits for nothing.</summary>
/// <remarks>
/// A thread of its own waits briefly again and again, and each time hands the thread pool something to do. The longest
/// that either came too late is what no cache can be blamed for.
/// </remarks>
internal sealed class Hiccups : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;
    private long _worst;

    public Hiccups()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public TimeSpan Worst => TimeSpan.FromTicks(Volatile.Read(ref _worst));

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private void Run()
    {
        var begun = Stopwatch.GetTimestamp();
        while (!_end.Wait(Step))
        {
            Note(Stopwatch.GetElapsedTime(begun) - Step);
            begun = Stopwatch.GetTimestamp();
            ThreadPool.UnsafeQueueUserWorkItem(at => Note(Stopwatch.GetElapsedTime(at)), begun, preferLocal: false);
        }
    }

    private void Note(TimeSpan late)
    {
        for (var worst = _worst; late.Ticks > worst; worst = Volatile.Read(ref _worst))
        {
            Interlocked.CompareExchange(ref _worst, late.Ticks, worst);
        }
    }
}
