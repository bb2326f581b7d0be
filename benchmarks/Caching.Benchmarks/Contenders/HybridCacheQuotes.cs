using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Contenders;

/// <summary>HybridCache by hand, as its documentation writes it; it has no synchronous calls.</summary>
/// <remarks>An ordinary type is serialized once and deserialized on every hit; the tuned row shows one that isn't.</remarks>
public sealed class HybridCacheQuotes(IQuotes inner) : IQuotes, IForgets, IDisposable
{
    private readonly HybridCacheHost _host = new();

    public Quote Latest(int product) => throw NoSynchronousCalls();

    public Quote Find(int product, string currency, bool live) => throw NoSynchronousCalls();

    public Task<Quote> LatestAsync(int product) => LatestValueAsync(product).AsTask();

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        FindValueAsync(product, currency, live).AsTask();

    public ValueTask<Quote> LatestValueAsync(int product) =>
        _host.Cache.GetOrCreateAsync(
            $"latest:{product}",
            async _ => await inner.LatestAsync(product),
            HybridCacheHost.Entry
        );

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        _host.Cache.GetOrCreateAsync(
            $"find:{product}:{currency}:{live}",
            async _ => await inner.FindAsync(product, currency, live),
            HybridCacheHost.Entry
        );

    public void Forget(int product) => _host.Cache.RemoveAsync($"latest:{product}").AsTask().GetAwaiter().GetResult();

    public void Dispose() => _host.Dispose();

    private static NotSupportedException NoSynchronousCalls() => new("HybridCache has no synchronous calls.");
}
