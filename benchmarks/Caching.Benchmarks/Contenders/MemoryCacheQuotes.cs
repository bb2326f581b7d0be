using Caching.Benchmarks.Services;
using Microsoft.Extensions.Caching.Memory;

namespace Caching.Benchmarks.Contenders;

/// <summary>IMemoryCache by hand, as its documentation writes it: an interpolated key and a lambda.</summary>
public sealed class MemoryCacheQuotes(IQuotes inner) : IQuotes, IForgets, IDisposable
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _cache = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());

    public Quote Latest(int product) =>
        _cache.GetOrCreate($"latest:{product}", entry => Expiring(entry, inner.Latest(product)))!;

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrCreate(
            $"find:{product}:{currency}:{live}",
            entry => Expiring(entry, inner.Find(product, currency, live))
        )!;

    public Task<Quote> LatestAsync(int product) =>
        _cache.GetOrCreateAsync($"latest:{product}", async entry => Expiring(entry, await inner.LatestAsync(product)))!;

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        _cache.GetOrCreateAsync(
            $"find:{product}:{currency}:{live}",
            async entry => Expiring(entry, await inner.FindAsync(product, currency, live))
        )!;

    public ValueTask<Quote> LatestValueAsync(int product) => new(LatestAsync(product));

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        new(FindAsync(product, currency, live));

    public void Forget(int product) => _cache.Remove($"latest:{product}");

    public void Dispose() => _cache.Dispose();

    private static Quote Expiring(ICacheEntry entry, Quote quote)
    {
        entry.AbsoluteExpirationRelativeToNow = Ttl;
        return quote;
    }
}
