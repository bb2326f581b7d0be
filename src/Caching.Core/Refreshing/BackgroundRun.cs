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

    /// <summary>Gets the outcome, as a task of the loaded type, once the load was started.</summary>
    public Task? Outcome { get; private set; }

    /// <summary>Starts the load on a pool thread with nothing of the caller's: no context, no activity, no scope, no token.</summary>
    /// <param name="call">What it does.</param>
    /// <param name="ended">Is told the outcome; throws nothing.</param>
    /// <returns>The outcome; nobody has to look at it.</returns>
    public Task<T> StartAsync<T>(BackgroundCall<T> call, Action<BackgroundLoad, Task>? ended = null)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Owner = call.Owner;
        Outcome = outcome.Task;
        ThreadPool.UnsafeQueueUserWorkItem(
            static start => _ = start.Run.RunAsync(start.Call, start.Outcome, start.Ended),
            (Run: this, Call: call, Outcome: outcome, Ended: ended),
            preferLocal: false
        );
        return outcome.Task;
    }

    private async Task RunAsync<T>(
        BackgroundCall<T> call,
        TaskCompletionSource<T> outcome,
        Action<BackgroundLoad, Task>? ended
    )
    {
        var running = RunInsideAsync(call);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            ended?.Invoke(Load, running);
        }
        finally
        {
            loads.Leave(this);
            outcome.SetFromTask(running);
            _ = outcome.Task.Exception;
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
