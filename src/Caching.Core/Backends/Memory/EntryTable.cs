using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BitFaster.Caching.Lru;

namespace Caching;

/// <summary>Reaches the dictionary inside BitFaster's LRU: going through it touches no entry, which the LRU's own enumerator does.</summary>
/// <remarks>An accessor of a generic class takes that class's type parameters, with their constraints.</remarks>
internal static class EntryTable<TKey, TValue, TItem, TPolicy, TTelemetry>
    where TKey : notnull
    where TItem : LruItem<TKey, TValue>
    where TPolicy : struct, IItemPolicy<TKey, TValue, TItem>
    where TTelemetry : struct, ITelemetryPolicy<TKey, TValue>
{
    /// <summary>Gets the dictionary; <see langword="null"/> when a later version of the package has none of the name.</summary>
    public static ConcurrentDictionary<TKey, TItem>? Find(
        ConcurrentLruCore<TKey, TValue, TItem, TPolicy, TTelemetry> lru
    )
    {
        try
        {
            return Dictionary(lru);
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "dictionary")]
    private static extern ref ConcurrentDictionary<TKey, TItem> Dictionary(
        ConcurrentLruCore<TKey, TValue, TItem, TPolicy, TTelemetry> lru
    );
}
