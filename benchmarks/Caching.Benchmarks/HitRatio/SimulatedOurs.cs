namespace Caching.Benchmarks.HitRatio;

/// <summary>This library's memory backend.</summary>
internal sealed class SimulatedOurs(int capacity, string[] keys) : ISimulatedCache
{
    private readonly MemoryCacheBackend _cache = new(new MemoryCacheOptions { Capacity = capacity });

    public bool Ask(int key) => _cache.Get<object>(keys[key]).IsHit || !_cache.Set<object>(keys[key], keys);

    public void Dispose() => _cache.Dispose();
}
