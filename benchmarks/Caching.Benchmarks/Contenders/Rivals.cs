using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Contenders;

/// <summary>The same service behind every other way of caching it.</summary>
public sealed class Rivals(IQuotes target) : IDisposable
{
    private readonly MemoryCacheInterceptor _interceptor = new();
    private IQuotes? _handWrittenProxy;

    public MemoryCacheQuotes MemoryCache { get; } = new(target);

    public FusionCacheQuotes FusionCache { get; } = new(target);

    public HybridCacheQuotes HybridCache { get; } = new(target);

    public BitFasterQuotes BitFaster { get; } = new(target);

    public TunedCalls Tuned { get; } = new(target);

    public IQuotes HandWrittenProxy => _handWrittenProxy ??= NoOpProxy.Around(target, _interceptor);

    public void Dispose()
    {
        MemoryCache.Dispose();
        FusionCache.Dispose();
        HybridCache.Dispose();
        Tuned.Dispose();
        _interceptor.Dispose();
    }
}
