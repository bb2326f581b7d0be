using System.Collections.Concurrent;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>A thread that runs everything posted to its synchronisation context, as a user interface does.</summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> _work = [];
    private readonly Thread _thread;

    public OneThread()
    {
        _thread = new Thread(Pump) { IsBackground = true };
        _thread.Start();
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs something on the thread; a deadlock fails the test instead of hanging it.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => _ = CompleteAsync(work, done), null);
        return done.Task.WaitAsync(Patience);
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join(Patience);
        _work.Dispose();
    }

    private static async Task CompleteAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(await work());
        }
        catch (Exception failure)
        {
            done.SetException(failure);
        }
    }

    private void Pump()
    {
        SetSynchronizationContext(this);
        foreach (var (run, state) in _work.GetConsumingEnumerable())
        {
            run(state);
        }
    }
}
