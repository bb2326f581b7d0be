using BitFaster.Caching;
using BitFaster.Caching.Lru;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Contenders;

/// <summary>BitFaster's LRU with expiry by hand, with an interpolated key: the least of an in-process cache.</summary>
/// <remarks>The service answers every product alike, so that a factory can be a field.</remarks>
public sealed class BitFasterQuotes(IQuotes inner, int capacity = 100_000) : IQuotes, IForgets
{
    private readonly ICache<string, Quote> _cache = new ConcurrentTLru<string, Quote>(
        capacity,
        TimeSpan.FromMinutes(5)
    );
    private readonly ICache<string, Task<Quote>> _tasks = new ConcurrentTLru<string, Task<Quote>>(
        capacity,
        TimeSpan.FromMinutes(5)
    );
    private readonly Func<string, Quote> _load = _ => inner.Latest(0);
    private readonly Func<string, Task<Quote>> _loadAsync = _ => inner.LatestAsync(0);

    public Quote Latest(int product) => _cache.GetOrAdd($"latest:{product}", _load);

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrAdd($"find:{product}:{currency}:{live}", _load);

    public Task<Quote> LatestAsync(int product) => _tasks.GetOrAdd($"latest:{product}", _loadAsync);

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        _tasks.GetOrAdd($"find:{product}:{currency}:{live}", _loadAsync);

    public ValueTask<Quote> LatestValueAsync(int product) => new(LatestAsync(product));

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        new(FindAsync(product, currency, live));

    public void Forget(int product) => _cache.TryRemove($"latest:{product}");
}
