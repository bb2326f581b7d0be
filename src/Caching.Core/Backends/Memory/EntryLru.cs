using System.Collections.Concurrent;
using System.Reflection;
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
    private static readonly FieldInfo? Dictionary = typeof(EntryLru).BaseType!.GetField(
        "dictionary",
        BindingFlags.Instance | BindingFlags.NonPublic
    );

    /// <summary>
    /// Gets what the queues' nodes are found by: going through it touches no entry, which the package's own enumerator does.
    /// </summary>
    /// <value><see langword="null"/> when a version of the package has no field of that name.</value>
    public ConcurrentDictionary<string, Entry>? Table =>
        Dictionary?.GetValue(this) as ConcurrentDictionary<string, Entry>;

    public int TrimDead() => TrimAllDiscardedItems();
}
