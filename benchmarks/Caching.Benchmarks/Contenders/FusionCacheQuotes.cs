using Caching.Benchmarks.Services;
using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Contenders;

/// <summary>FusionCache by hand, with an interpolated key and ready-made options.</summary>
public sealed class FusionCacheQuotes(IQuotes inner) : IQuotes, IForgets, IDisposable
{
    private static readonly FusionCacheEntryOptions Entry = new(TimeSpan.FromMinutes(5));
    private readonly FusionCache _cache = new(new FusionCacheOptions());
    private readonly Func<FusionCacheFactoryExecutionContext<Quote>, CancellationToken, Quote> _load = (_, _) =>
        inner.Latest(0);
    private readonly Func<FusionCacheFactoryExecutionContext<Quote>, CancellationToken, Task<Quote>> _loadAsync = (
        _,
        _
    ) => inner.LatestAsync(0);

    public Quote Latest(int product) => _cache.GetOrSet($"latest:{product}", _load, default, Entry);

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrSet($"find:{product}:{currency}:{live}", _load, default, Entry);

    public Task<Quote> LatestAsync(int product) => LatestValueAsync(product).AsTask();

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        FindValueAsync(product, currency, live).AsTask();

    public ValueTask<Quote> LatestValueAsync(int product) =>
        _cache.GetOrSetAsync($"latest:{product}", _loadAsync, default, Entry);

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        _cache.GetOrSetAsync($"find:{product}:{currency}:{live}", _loadAsync, default, Entry);

    public void Forget(int product) => _cache.Remove($"latest:{product}");

    public void Dispose() => _cache.Dispose();
}
