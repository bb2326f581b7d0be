using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.MissPath;

/// <summary>What does a miss cost beyond the load itself: the entry is removed, then asked for again.</summary>
public class Misses
{
    private const int Product = 7;
    private readonly QuoteSource _source = new();
    private Rivals _others = null!;
    private Ours<IQuotes> _ours = null!;
    private IQuotes _cached = null!;
    private ICacheService _service = null!;
    private string _key = null!;
    private string _keyAsync = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _others = new(_source);
        _ours = new(_source, tags: "quotes");
        _cached = _ours.CacheAside;
        _service = _ours.Service;
        _key = _ours.Keys.For<IQuotes>(quotes => quotes.Latest(Product), "aside");
        _keyAsync = _ours.Keys.For<IQuotes>(quotes => quotes.LatestAsync(Product), "aside");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Quote MemoryCache()
    {
        _others.MemoryCache.Forget(Product);
        return _others.MemoryCache.Latest(Product);
    }

    [Benchmark]
    public Quote Cached()
    {
        _service.Delete(_key);
        return _cached.Latest(Product);
    }

    [Benchmark]
    public Quote FusionCache()
    {
        _others.FusionCache.Forget(Product);
        return _others.FusionCache.Latest(Product);
    }

    [Benchmark]
    public Quote BitFaster()
    {
        _others.BitFaster.Forget(Product);
        return _others.BitFaster.Latest(Product);
    }

    [Benchmark]
    public Task<Quote> MemoryCacheTask()
    {
        _others.MemoryCache.Forget(Product);
        return _others.MemoryCache.LatestAsync(Product);
    }

    [Benchmark]
    public Task<Quote> CachedTask()
    {
        _service.Delete(_keyAsync);
        return _cached.LatestAsync(Product);
    }

    [Benchmark]
    public Task<Quote> FusionCacheTask()
    {
        _others.FusionCache.Forget(Product);
        return _others.FusionCache.LatestAsync(Product);
    }

    [Benchmark]
    public Task<Quote> HybridCacheTask()
    {
        _others.HybridCache.Forget(Product);
        return _others.HybridCache.LatestAsync(Product);
    }
}
