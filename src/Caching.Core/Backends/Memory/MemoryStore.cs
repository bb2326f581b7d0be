using System.Runtime.CompilerServices;
using BitFaster.Caching;

namespace Caching;

/// <summary>A bounded store of entries in this process, with the fence that decides what may enter it.</summary>
/// <remarks>
/// Thread-safe. Whatever adds takes the fence's gate; reads take no lock. Expired and invalidated entries leave by a
/// timer, without being read; it first runs once there is something to expire.
/// </remarks>
internal sealed class MemoryStore : IDisposable
{
    public const int SmallestCapacity = 3;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(15);

    // Looking through the tags holds up every writer, so it is done less often than looking through the entries.
    private const int SweepsPerTagSweep = 20;

    // Looking through the shortcuts of many methods is to cost little beside what was added since.
    private const int LeastAddsPerDrop = 512;

    private readonly EntryLru _entries;
    private readonly IAlternateLookup<ReadOnlySpan<char>, string, Entry> _lookup;

    // Weakly: they belong to plans, which end before the store does.
    private readonly ConditionalWeakTable<Shortcuts, object?> _shortcuts = [];
    private readonly int _addsPerDrop;
    private int _added;
    private ITimer? _sweeper;
    private int _sweeps;
    private bool _disposed;

    public MemoryStore(int capacity, CacheClock clock, int maxCounters = 0)
    {
        Counters = new MemoryCounters(maxCounters);
        Clock = clock;
        _entries = new EntryLru(Math.Max(capacity, SmallestCapacity), clock);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        _addsPerDrop = Math.Max(capacity / 2, LeastAddsPerDrop);
    }

    public CacheClock Clock { get; }

    public InvalidationFence Fence { get; } = new();

    public MemoryCounters Counters { get; }

    public int Capacity => _entries.Capacity;

    public int Count => _entries.Count;

    /// <summary>Looks up what is live: a hit, which extends an entry that slides; one that is kept as a last value only is none.</summary>
    public bool TryGet(ReadOnlySpan<char> key, out Entry entry)
    {
        if (!_lookup.TryGet(key, out entry!) || (entry.IsKeptStale && !entry.IsLive(Clock.Now)))
        {
            return false;
        }

        if (entry.Slides)
        {
            entry.Extend(Clock.Now);
        }

        return true;
    }

    /// <summary>Whether a live entry is there; no hit.</summary>
    public bool Contains(ReadOnlySpan<char> key) => _lookup.TryGet(key, out var entry) && entry.IsLive(Clock.Now);

    /// <summary>Whether there is an entry, be it one that is kept as a last value.</summary>
    public bool Holds(ReadOnlySpan<char> key) => _lookup.TryGet(key, out _);

    /// <summary>Keeps shortcuts into this store free of dead entries, as long as they are in use.</summary>
    public TShortcuts Add<TShortcuts>(TShortcuts shortcuts)
        where TShortcuts : Shortcuts
    {
        _shortcuts.Add(shortcuts, null);
        return shortcuts;
    }

    /// <summary>Looks up by text: an entry of the type, or a counter where a number is asked for.</summary>
    public Probe<T> Probe<T>(string key)
    {
        var since = new CacheMark(Fence.Number);
        if (_lookup.TryGet(key, out var entry))
        {
            return new(true, LookUp<T>(entry, since));
        }

        return typeof(T) == typeof(long) && TryGetCounter(key, out var count)
            ? new(true, CacheLookup<T>.Hit((T)(object)count, since))
            : new(true, CacheLookup<T>.Miss(since));
    }

    private CacheLookup<T> LookUp<T>(Entry entry, CacheMark since)
    {
        if (entry.Slides)
        {
            entry.Extend(Clock.Now);
        }

        return entry is not Entry<T> found ? CacheLookup<T>.Miss(since)
            : !entry.IsKeptStale || entry.IsLive(Clock.Now) ? CacheLookup<T>.Hit(found.Content, since)
            : CacheLookup<T>.Stale(found.Content, since);
    }

    public bool TryGetCounter(string key, out long value)
    {
        value = 0;
        if (Counters.IsEmpty)
        {
            return false;
        }

        lock (Fence.Gate)
        {
            return Counters.TryGet_NeedsLock(key, Clock.Now, out value);
        }
    }

    public Entry<T> Put_NeedsLock<T>(string key, T value, ReturnShape shape, EntryMeta meta)
    {
        var entry = new Entry<T>(key, value, shape, meta);
        if (entry.CanExpire)
        {
            StartSweeping_NeedsLock();
        }

        while (!TryReplace_NeedsLock(key, entry) && !TryAdd_NeedsLock(key, entry)) { }

        return entry;
    }

    // Looked up first: that drops a node which is marked as removed but hasn't left yet, and one that is over.
    public bool Remove(string key) => _entries.TryGet(key, out _) && _entries.TryRemove(key);

    /// <summary>Removes what a glob matches; call it after the fence was marked, outside its gate.</summary>
    /// <remarks>Nodes are marked, which is several times faster than to take them out: as with tags, the timer does that.</remarks>
    public long RemoveMatching(string glob) => MarkRemoved(new GlobMatcher(glob));

    /// <summary>Removes everything; call it after the fence was marked, outside its gate.</summary>
    public void RemoveAll()
    {
        MarkRemoved(matcher: null);
        TrimDead();
    }

    public void Dispose()
    {
        lock (Fence.Gate)
        {
            _disposed = true;
            _sweeper?.Dispose();
        }
    }

    private long MarkRemoved(GlobMatcher? matcher)
    {
        var removed = 0L;
        using var scan = new EntryScan(_entries);
        while (scan.Next())
        {
            if (matcher is not null)
            {
                scan.Keep(matcher);
            }

            removed += MarkRemoved(scan);
        }

        // Whoever writes or deletes takes a node out a moment before it says so: what is missing here has said so from now on.
        lock (Fence.Gate)
        {
            if (removed > 0)
            {
                StartSweeping_NeedsLock();
            }
        }

        return removed;
    }

    // In turn with whoever writes: a node that says it has left takes no update, and is counted once.
    private long MarkRemoved(EntryScan scan)
    {
        if (scan.Found.IsEmpty)
        {
            return 0;
        }

        var (removed, now) = (0L, Clock.Now);
        lock (Fence.Gate)
        {
            var latestTag = Fence.LatestTag_NeedsLock;
            foreach (var (_, node) in scan.Found)
            {
                removed += !node.WasRemoved && node.Value.IsKept(now, latestTag) ? 1 : 0;
                node.WasRemoved = true;
            }
        }

        return removed;
    }

    // Only holders of the gate add, so the node found here is the one that an update reaches, unless it left meanwhile.
    private bool TryReplace_NeedsLock(string key, Entry entry)
    {
        if (!_entries.TryGet(key, out var existing))
        {
            return false;
        }

        entry.Node = existing.Node;
        return _entries.TryUpdate(key, entry);
    }

    private bool TryAdd_NeedsLock(string key, Entry entry)
    {
        entry.Node = entry;
        var added = ReferenceEquals(_entries.GetOrAdd(key, static (_, fresh) => fresh, entry), entry);
        if (added && ++_added == _addsPerDrop)
        {
            // As many may have been evicted, which shortcuts would keep in memory until the timer comes, if it does.
            _added = 0;
            ThreadPool.UnsafeQueueUserWorkItem(static store => store.DropDeadShortcuts(), this, preferLocal: false);
        }

        return added;
    }

    public void StartSweeping_NeedsLock()
    {
        if (_sweeper is null && !_disposed)
        {
            _sweeper = Clock.Time.CreateTimer(
                static state => ((MemoryStore)state!).Sweep(),
                this,
                SweepPeriod,
                SweepPeriod
            );
        }
    }

    private void TrimDead()
    {
        _entries.TrimDead();
        DropDeadShortcuts();
    }

    private void DropDeadShortcuts()
    {
        foreach (var (shortcuts, _) in _shortcuts)
        {
            shortcuts.DropDead(Clock.Now);
        }
    }

    private void Sweep()
    {
        TrimDead();
        lock (Fence.Gate)
        {
            Counters.DropExpired_NeedsLock(Clock.Now);
            if (++_sweeps % SweepsPerTagSweep == 0)
            {
                Fence.Tags.DropDead_NeedsLock();
            }
        }
    }
}
