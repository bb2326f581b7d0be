using Microsoft.Extensions.Caching.Memory;

namespace Caching.Benchmarks.HitRatio;

/// <summary>IMemoryCache with a size limit.</summary>
/// <remarks>
/// A full IMemoryCache refuses entries until a thread of the pool has compacted it, which a simulation outruns. So the
/// same compaction, of the same default share, runs here at once, which is kinder to it than its own way.
/// </remarks>
internal sealed class SimulatedMemoryCache(int capacity, string[] keys) : ISimulatedCache
{
    private static readonly double Share =
        new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions().CompactionPercentage;

    private readonly MemoryCache _cache = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());

    public bool Ask(int key)
    {
        if (_cache.TryGetValue(keys[key], out _))
        {
            return true;
        }

        if (_cache.Count >= capacity)
        {
            _cache.Compact(Math.Max(Share, 1.0 / capacity));
        }

        _cache.Set(keys[key], keys);
        return false;
    }

    public void Dispose() => _cache.Dispose();
}
