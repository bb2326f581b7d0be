using Caching.Benchmarks.Services;
using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Contenders;

/// <summary>FusionCache by hand, as its documentation writes it: an interpolated key, a lambda and a duration.</summary>
public sealed class FusionCacheQuotes(IQuotes inner) : IQuotes, IForgets, IDisposable
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);
    private readonly FusionCache _cache = new(new FusionCacheOptions());

    public Quote Latest(int product) => _cache.GetOrSet($"latest:{product}", _ => inner.Latest(product), Ttl);

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrSet($"find:{product}:{currency}:{live}", _ => inner.Find(product, currency, live), Ttl);

    public Task<Quote> LatestAsync(int product) => LatestValueAsync(product).AsTask();

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        FindValueAsync(product, currency, live).AsTask();

    public ValueTask<Quote> LatestValueAsync(int product) =>
        _cache.GetOrSetAsync($"latest:{product}", _ => inner.LatestAsync(product), Ttl);

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        _cache.GetOrSetAsync($"find:{product}:{currency}:{live}", _ => inner.FindAsync(product, currency, live), Ttl);

    public void Forget(int product) => _cache.Remove($"latest:{product}");

    public void Dispose() => _cache.Dispose();
}
