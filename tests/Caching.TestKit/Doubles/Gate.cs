namespace Caching.TestKit.Doubles;

/// <summary>A place at which a test stops whoever comes by, instead of hoping for the right moment.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody stands at the gate.</summary>
    public Task Reached => _reached.Task.InTime();

    public void Open() => _opened.TrySetResult();

    public async Task PassAsync()
    {
        _reached.TrySetResult();
        await _opened.Task.InTime().ConfigureAwait(false);
    }

    /// <summary>Passes, or gives up with the token.</summary>
    public async Task PassOrGiveUpAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(cancellationToken).InTime().ConfigureAwait(false);
    }

    public void Pass()
    {
        _reached.TrySetResult();
        _opened.Task.InTime().GetAwaiter().GetResult();
    }
}
