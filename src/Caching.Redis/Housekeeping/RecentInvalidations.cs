namespace Caching.Redis;

/// <summary>What this process invalidated a short while ago, in case a promoted replica doesn't know of it.</summary>
/// <remarks>Thread-safe. Bounded: what doesn't fit makes it one clear, which covers all of it.</remarks>
internal sealed class RecentInvalidations(TimeSpan window, TimeProvider time)
{
    private const int Limit = 10_000;

    private readonly object _gate = new();
    private readonly Queue<(long At, Invalidation What)> _recent = new();
    private long? _overflowedAt;
    private TimeSpan? _overflowedHold;

    public void Note(Invalidation what)
    {
        lock (_gate)
        {
            Forget_NeedsLock();
            if (_recent.Count < Limit)
            {
                _recent.Enqueue((time.GetTimestamp(), what with { Progress = null }));
            }
            else
            {
                _overflowedAt = time.GetTimestamp();
                _overflowedHold = Longer(_overflowedHold, what.FenceFor);
            }
        }
    }

    public void Note(IEnumerable<Invalidation> some)
    {
        foreach (var one in some)
        {
            Note(one);
        }
    }

    /// <summary>Gets one clear, which holds stores for as long as the longest of what is remembered.</summary>
    public Invalidation Everything()
    {
        lock (_gate)
        {
            Forget_NeedsLock();
            return Everything_NeedsLock();
        }
    }

    public IReadOnlyCollection<Invalidation> Snapshot()
    {
        lock (_gate)
        {
            Forget_NeedsLock();
            return _overflowedAt is null
                ? [.. Invalidation.Once(_recent.Select(recent => recent.What))]
                : [Everything_NeedsLock()];
        }
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) =>
        one.GetValueOrDefault() > other.GetValueOrDefault() ? one : other;

    private Invalidation Everything_NeedsLock() =>
        Invalidation.All with
        {
            FenceFor = Longer(_overflowedHold, _recent.Max(recent => recent.What.FenceFor)),
        };

    private void Forget_NeedsLock()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > window)
        {
            _recent.Dequeue();
        }

        if (_overflowedAt is { } at && time.GetElapsedTime(at) > window)
        {
            _overflowedAt = null;
            _overflowedHold = null;
        }
    }
}
