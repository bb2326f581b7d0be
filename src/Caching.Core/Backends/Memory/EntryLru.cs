using System.Collections.Concurrent;
using BitFaster.Caching.Lru;

namespace Caching;

/// <summary>BitFaster's concurrent, scan-resistant LRU over our own nodes.</summary>
/// <remarks>Source of the algorithm: the 2Q-like "TU-Q" of BitFaster.Caching's ConcurrentLru.</remarks>
internal sealed class EntryLru(int capacity, CacheClock clock)
    : ConcurrentLruCore<string, Entry, Entry, EntryPolicy, NoTelemetryPolicy<string, Entry>>(
        Environment.ProcessorCount,
        new FavorWarmPartition(capacity),
        StringComparer.Ordinal,
        new EntryPolicy(clock),
        default
    )
{
    private ConcurrentDictionary<string, Entry>? _table;

    /// <summary>Gets what the queues' nodes are found by; <see langword="null"/> when the package keeps it elsewhere.</summary>
    public ConcurrentDictionary<string, Entry>? Table =>
        _table ??= EntryTable<string, Entry, Entry, EntryPolicy, NoTelemetryPolicy<string, Entry>>.Find(this);

    /// <summary>Goes through keys and entries, be it nodes or what hangs in them, without a lock.</summary>
    public IEnumerator<KeyValuePair<string, Entry>> Rows() => Table?.GetEnumerator() ?? GetEnumerator();

    public int TrimDead() => TrimAllDiscardedItems();
}
