namespace Caching.Registration.Tests.Semantics;

/// <summary>Holds business calls until the test lets them go; both sides know where the other is.</summary>
internal sealed class Gate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a task that ends when somebody stands at the gate.</summary>
    public Task Entered => _entered.Task.WaitAsync(Patience);

    public void Open() => _open.TrySetResult();

    /// <summary>Waits at the gate.</summary>
    public Task PassAsync()
    {
        _entered.TrySetResult();
        return _open.Task.WaitAsync(Patience);
    }

    /// <summary>Waits at the gate, blocking the thread.</summary>
    public void Pass()
    {
        _entered.TrySetResult();
        if (!_open.Task.Wait(Patience))
        {
            throw new TimeoutException("The gate stayed shut.");
        }
    }
}
