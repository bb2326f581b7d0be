using BitFaster.Caching.Lru;

namespace Caching.Benchmarks;

/// <summary>What people write by hand around a call: a key by interpolation, and a good concurrent LRU.</summary>
public sealed class HandWrittenQuotes(IQuotes inner) : IQuotes
{
    private readonly ConcurrentTLru<string, Quote> _cache = new(1_000, TimeSpan.FromMinutes(5));
    private readonly ConcurrentTLru<string, Task<Quote>> _tasks = new(1_000, TimeSpan.FromMinutes(5));

    public Quote Latest(int product) =>
        _cache.GetOrAdd($"latest:{product}", static (_, call) => call.inner.Latest(call.product), (inner, product));

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrAdd(
            $"find:{product}:{currency}:{live}",
            static (_, call) => call.inner.Find(call.product, call.currency, call.live),
            (inner, product, currency, live)
        );

    public Task<Quote> LatestAsync(int product) =>
        _tasks.GetOrAdd(
            $"latest-async:{product}",
            static (_, call) => call.inner.LatestAsync(call.product),
            (inner, product)
        );
}
