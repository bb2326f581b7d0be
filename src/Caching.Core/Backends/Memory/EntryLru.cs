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
    public int TrimDead() => TrimAllDiscardedItems();
}
