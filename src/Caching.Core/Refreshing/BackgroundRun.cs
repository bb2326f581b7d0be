namespace Caching;

/// <summary>The place of one load among the background loads, from before it starts until it has ended.</summary>
internal sealed class BackgroundRun(BackgroundLoads loads, BackgroundLoad load)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BackgroundLoad Load { get; } = load;

    /// <summary>Gets what ends before the load may go on.</summary>
    public object? Owner { get; private set; }

    /// <summary>Gets a task that ends when the load has ended, however it did.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Gets what came of it, once it has ended.</summary>
    public Task? Outcome { get; private set; }

    /// <summary>Starts the load on a pool thread with nothing of the caller's: no context, no activity, no scope, no token.</summary>
    /// <param name="call">What it does.</param>
    /// <param name="ended">Is told the outcome; throws nothing.</param>
    public void Start<T>(BackgroundCall<T> call, Action<BackgroundLoad, Task> ended)
    {
        Owner = call.Owner;
        ThreadPool.UnsafeQueueUserWorkItem(
            static start => _ = start.Run.RunAsync(start.Call, start.Ended),
            (Run: this, Call: call, Ended: ended),
            preferLocal: false
        );
    }

    private async Task RunAsync<T>(BackgroundCall<T> call, Action<BackgroundLoad, Task> ended)
    {
        var running = RunInsideAsync(call);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            ended(Load, running);
        }
        finally
        {
            loads.Leave(this);
            Outcome = running;
            _ended.SetResult();
        }
    }

    // A method of its own, so that its flow of control ends with it.
    private async Task<T> RunInsideAsync<T>(BackgroundCall<T> call)
    {
        Load.Enter();
        return await call.RunAsync(Load).ConfigureAwait(false);
    }
}
