namespace Caching;

/// <summary>Keeps callers away from one side of a backend (reads, writes or invalidations) while it is open.</summary>
/// <remarks>Read by any thread; changed under the lock of the <see cref="BackendHealth"/> that owns it.</remarks>
internal sealed class Breaker(BackendOperationKinds side, TimeProvider time)
{
    private volatile bool _isOpen;
    private long _closedAt = long.MinValue;

    public BackendOperationKinds Side => side;

    public bool IsOpen => _isOpen;

    public DateTimeOffset OpenSince { get; private set; }

    /// <summary>Opens it for the failure of a call; returns whether it was closed.</summary>
    public bool TryOpen_NeedsLock(long begun)
    {
        // A call that began before the side came back tells of a time that is over.
        if (_isOpen || begun < _closedAt)
        {
            return false;
        }

        OpenSince = time.GetUtcNow();
        _isOpen = true;
        return true;
    }

    /// <summary>Closes it; returns whether it was open.</summary>
    public bool TryClose_NeedsLock()
    {
        var wasOpen = _isOpen;
        _isOpen = false;
        _closedAt = wasOpen ? time.GetTimestamp() : _closedAt;
        return wasOpen;
    }
}
