namespace Caching;

/// <summary>A load in progress with its outcome.</summary>
/// <remarks>
/// Lock and completion source are the plain ones on purpose: the model checker that runs over this code understands
/// them. Nothing is made for waiting until somebody waits.
/// </remarks>
internal sealed class Flight<T>(string key, bool isSync, long since, TagState[]? tags, LoadTicket? parent)
    : Flight(key, isSync, since, tags, parent)
{
    private readonly object _gate = new();
    private TaskCompletionSource? _waiting;
    private Landing<T> _landing;
    private bool _hasLanded;

    public override Task WhenLandedAsync()
    {
        if (Volatile.Read(ref _waiting) is { } waiting)
        {
            return waiting.Task;
        }

        lock (_gate)
        {
            if (_hasLanded)
            {
                return Task.CompletedTask;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    public override void WaitUntilLanded(CancellationToken cancellationToken)
    {
        using var wakeUp = cancellationToken.UnsafeRegister(static flight => ((Flight<T>)flight!).WakeUp(), this);
        lock (_gate)
        {
            while (!_hasLanded)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    public void Land(Landing<T> landing)
    {
        TaskCompletionSource? waiting;
        Ticket?.Void();
        lock (_gate)
        {
            _landing = landing;
            _hasLanded = true;
            waiting = _waiting;
            Monitor.PulseAll(_gate);
        }

        waiting?.SetResult();
    }

    /// <summary>Whether the outcome belongs to a caller who joined at a position of the fence.</summary>
    public bool MayShare(long joinedAt) =>
        _landing.Failure is not null || (_landing.HasValue && (!_landing.IsFenced || joinedAt == Since));

    /// <summary>Takes the outcome.</summary>
    /// <exception cref="Exception">Thrown when the load failed: the leader's exception, with its stack.</exception>
    public T Share()
    {
        _landing.Failure?.Throw();
        return _landing.Value!;
    }

    /// <summary>Gets what the load failed with where it landed with the last value all the same.</summary>
    public Exception? LastValueFailure => _landing.IsLast ? _landing.Failure!.SourceException : null;

    /// <summary>Takes the last value.</summary>
    public T ShareLast() => _landing.Value!;

    private void WakeUp()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
