using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Invalidation;

/// <summary>FusionCache, whose tags are marks that a later read meets.</summary>
public sealed class FusionCacheProducts : IProducts, IDisposable
{
    private static readonly object Only = new();
    private static readonly FusionCacheEntryOptions Entry = new(TimeSpan.FromMinutes(5));
    private readonly FusionCache _cache = new(new FusionCacheOptions());

    public object Find(int product)
    {
        _cache.Set($"product:{product}", Only, Entry, [$"tag:{product}"]);
        return Only;
    }

    public void InvalidateByKey(int product) => _cache.Remove($"product:{product}");

    public void InvalidateByTag(int product) => _cache.RemoveByTag($"tag:{product}");

    public void Dispose() => _cache.Dispose();
}
