using Caching.Benchmarks.Services;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Caching.Benchmarks.Contenders;

/// <summary>HybridCache by hand, with an interpolated key; it has no synchronous calls.</summary>
public sealed class HybridCacheQuotes : IQuotes, IForgets, IDisposable
{
    private static readonly HybridCacheEntryOptions Entry = new() { Expiration = TimeSpan.FromMinutes(5) };
    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;
    private readonly IQuotes _inner;

    public HybridCacheQuotes(IQuotes inner)
    {
        _inner = inner;
        var services = new ServiceCollection();
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    public Quote Latest(int product) => throw NoSynchronousCalls();

    public Quote Find(int product, string currency, bool live) => throw NoSynchronousCalls();

    public Task<Quote> LatestAsync(int product) => LatestValueAsync(product).AsTask();

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        FindValueAsync(product, currency, live).AsTask();

    public ValueTask<Quote> LatestValueAsync(int product) =>
        _cache.GetOrCreateAsync($"latest:{product}", _inner, static (inner, _) => inner.LatestValueAsync(0), Entry);

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        _cache.GetOrCreateAsync(
            $"find:{product}:{currency}:{live}",
            _inner,
            static (inner, _) => inner.LatestValueAsync(0),
            Entry
        );

    public void Forget(int product) => _cache.RemoveAsync($"latest:{product}").AsTask().GetAwaiter().GetResult();

    public void Dispose() => _services.Dispose();

    private static NotSupportedException NoSynchronousCalls() => new("HybridCache has no synchronous calls.");
}
