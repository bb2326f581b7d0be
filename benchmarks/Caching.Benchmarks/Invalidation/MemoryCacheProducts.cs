using Microsoft.Extensions.Caching.Memory;

namespace Caching.Benchmarks.Invalidation;

/// <summary>IMemoryCache, which has no tags.</summary>
public sealed class MemoryCacheProducts : IProducts, IDisposable
{
    private static readonly object Only = new();
    private readonly MemoryCache _cache = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());

    public object Find(int product) => _cache.Set($"product:{product}", Only, TimeSpan.FromMinutes(5));

    public void InvalidateByKey(int product) => _cache.Remove($"product:{product}");

    public void InvalidateByTag(int product) => throw new NotSupportedException("IMemoryCache has no tags.");

    public void Dispose() => _cache.Dispose();
}
