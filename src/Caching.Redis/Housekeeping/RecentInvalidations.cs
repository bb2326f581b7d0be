namespace Caching.Redis;

/// <summary>What this process invalidated a short while ago, in case a promoted replica doesn't know of it.</summary>
/// <remarks>Thread-safe. Bounded: what doesn't fit makes it one clear, which covers all of it.</remarks>
internal sealed class RecentInvalidations(TimeSpan window, TimeProvider time)
{
    private const int Limit = 10_000;

    private readonly object _gate = new();
    private readonly Queue<(long At, Invalidation What)> _recent = new();
    private long? _overflowedAt;

    public void Note(Invalidation what)
    {
        lock (_gate)
        {
            Forget_NeedsLock();
            if (_recent.Count < Limit)
            {
                _recent.Enqueue((time.GetTimestamp(), what));
            }
            else
            {
                _overflowedAt = time.GetTimestamp();
            }
        }
    }

    public IReadOnlyCollection<Invalidation> Snapshot()
    {
        lock (_gate)
        {
            Forget_NeedsLock();
            return _overflowedAt is null ? [.. _recent.Select(recent => recent.What).Distinct()] : [Invalidation.All];
        }
    }

    private void Forget_NeedsLock()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > window)
        {
            _recent.Dequeue();
        }

        if (_overflowedAt is { } at && time.GetElapsedTime(at) > window)
        {
            _overflowedAt = null;
        }
    }
}
