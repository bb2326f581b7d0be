using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Invalidations that a backend failed to carry out, kept until they land or nothing old can be left.</summary>
/// <remarks>
/// Thread-safe. A set, so that repeats cost nothing; when it overflows it becomes one clear, which covers all of it.
/// An invalidation is given up when the longest time that an entry lives in the backend has passed since: what the backend
/// says, else the longest time to live that this process stored; the time that it should have held stores comes on top.
/// What covers others holds for as long as the longest of them. The journal is called outside of the lock.
/// </remarks>
/// <param name="backend">The backend's name.</param>
/// <param name="maxTtl">The longest time that an entry lives in the backend, where it says so.</param>
/// <param name="journal">What survives the process.</param>
/// <param name="time">Where time comes from.</param>
/// <param name="logger">Where log lines go.</param>
/// <param name="wake">Called when something is pending.</param>
internal sealed class PendingInvalidations(
    string backend,
    Func<TimeSpan?> maxTtl,
    SafeJournal journal,
    TimeProvider time,
    ILogger logger,
    Action wake
) : IDisposable
{
    private const int Limit = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<Invalidation, PendingInvalidation> _pending = [];
    private readonly BackendMetrics _metrics = new(backend, time);
    private long _longestTtl = -1;
    private bool _isDisposed;
    private volatile bool _isEmpty = true;

    public bool IsEmpty => _isEmpty;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    // Every store passes here, so without the lock.
    public void NoteTtl(TimeSpan? ttl)
    {
        var ticks = (ttl ?? TimeSpan.MaxValue).Ticks;
        var longest = Volatile.Read(ref _longestTtl);
        while (ticks > longest)
        {
            var seen = Interlocked.CompareExchange(ref _longestTtl, ticks, longest);
            longest = seen == longest ? ticks : seen;
        }
    }

    public void Add(Invalidation invalidation)
    {
        if (Put(new(invalidation, time.GetTimestamp(), journal.EntryOf(invalidation))))
        {
            logger.InvalidationPutOff(backend);
        }

        wake();
    }

    /// <summary>Takes over what an earlier life of the application left in the journal.</summary>
    public void Recover()
    {
        var left = journal.Read();
        foreach (var entry in left)
        {
            var age = time.GetUtcNow() - entry.AddedAt;
            age = age > TimeSpan.Zero ? age : TimeSpan.Zero;
            Put(new(new(entry.Kind, entry.Subject) { FenceFor = entry.FenceFor }, time.GetTimestamp(), entry, age));
        }

        if (left.Count > 0)
        {
            logger.InvalidationsRecovered(backend, left.Count);
            wake();
        }
    }

    /// <summary>Takes what is to be replayed, and gives up what nothing old can be left of.</summary>
    public IReadOnlyDictionary<Invalidation, PendingInvalidation> TakeDue()
    {
        Dictionary<Invalidation, PendingInvalidation> due;
        lock (_gate)
        {
            due = new(_pending);
        }

        var over = due.Values.Where(IsOver).ToArray();
        Landed(over);
        foreach (var each in over)
        {
            due.Remove(each.What);
        }

        return due;
    }

    /// <summary>Removes what was carried out.</summary>
    /// <remarks>What was put off again meanwhile stays: the replay may have come too early for it.</remarks>
    public void Landed(IEnumerable<PendingInvalidation> replayed)
    {
        List<PendingInvalidation> removed = [];
        bool isLast;
        int change;
        lock (_gate)
        {
            removed.AddRange(replayed.Where(Remove_NeedsLock));
            isLast = removed.Count > 0 && _pending.Count == 0;
            _isEmpty = _pending.Count == 0;
            change = _isDisposed ? 0 : -removed.Count;
        }

        _metrics.Pending(change);
        removed.ForEach(each => journal.Remove(each.Entry));
        if (isLast)
        {
            logger.InvalidationsCaughtUp(backend);
        }
    }

    public void Dispose()
    {
        int left;
        lock (_gate)
        {
            left = _isDisposed ? 0 : _pending.Count;
            _isDisposed = true;
        }

        _metrics.Pending(-left);
    }

    /// <summary>Puts one in, in the place of those that it covers; returns whether it is the first.</summary>
    private bool Put(PendingInvalidation added)
    {
        List<PendingInvalidation> covered = [];
        bool isFirst;
        int change;
        lock (_gate)
        {
            isFirst = _isEmpty;
            change = -_pending.Count;
            if (_pending.TryGetValue(added.What, out var same))
            {
                covered.Add(same);
            }
            else if (_pending.Count >= Limit)
            {
                covered.AddRange(_pending.Values);
                _pending.Clear();
                var all = Invalidation.All with { FenceFor = added.What.FenceFor };
                added = new(all, time.GetTimestamp(), journal.EntryOf(all));
            }

            if (Longest(covered) is var longest && longest > added.What.FenceFor.GetValueOrDefault())
            {
                added = added.HeldFor(longest);
            }

            _pending[added.What] = added;
            _isEmpty = false;
            change = _isDisposed ? 0 : change + _pending.Count;
        }

        _metrics.Pending(change);
        Write(added, covered);
        return isFirst;
    }

    // What covers comes before what is covered goes: a crash in between leaves too much, never too little.
    private void Write(PendingInvalidation added, List<PendingInvalidation> covered)
    {
        journal.Append(added.Entry);
        covered.ForEach(each => journal.Remove(each.Entry));
        bool isStillPending;
        lock (_gate)
        {
            isStillPending = _pending.GetValueOrDefault(added.What) == added;
        }

        // A replay was quicker than the journal, and removed the entry before it was there.
        if (!isStillPending)
        {
            journal.Remove(added.Entry);
        }
    }

    private static TimeSpan? Longest(List<PendingInvalidation> pending) => pending.Max(each => each.What.FenceFor);

    // What should have been held could be stored for so long after it was put off.
    private bool IsOver(PendingInvalidation pending)
    {
        var longest = Volatile.Read(ref _longestTtl);
        var known = longest < 0 || pending.IsRecovered ? TimeSpan.MaxValue : TimeSpan.FromTicks(longest);
        return pending.Age(time) - pending.What.FenceFor.GetValueOrDefault() >= (maxTtl() ?? known);
    }

    private bool Remove_NeedsLock(PendingInvalidation each) =>
        _pending.GetValueOrDefault(each.What) == each && _pending.Remove(each.What);
}
