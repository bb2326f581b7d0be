using Caching.Benchmarks.Services;
using Microsoft.Extensions.Caching.Memory;

namespace Caching.Benchmarks.Contenders;

/// <summary>IMemoryCache by hand, with an interpolated key.</summary>
/// <remarks>
/// The factories are fields, here and in the other contenders: a closure per call, as most code has it, would cost them
/// another 96 bytes. The service answers every product alike, so a factory needs none.
/// </remarks>
public sealed class MemoryCacheQuotes(IQuotes inner) : IQuotes, IForgets, IDisposable
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _cache = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());
    private readonly Func<ICacheEntry, Quote> _load = entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Ttl;
        return inner.Latest(0);
    };
    private readonly Func<ICacheEntry, Task<Quote>> _loadAsync = entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Ttl;
        return inner.LatestAsync(0);
    };

    public Quote Latest(int product) => _cache.GetOrCreate($"latest:{product}", _load)!;

    public Quote Find(int product, string currency, bool live) =>
        _cache.GetOrCreate($"find:{product}:{currency}:{live}", _load)!;

    public Task<Quote> LatestAsync(int product) => _cache.GetOrCreateAsync($"latest:{product}", _loadAsync)!;

    public Task<Quote> FindAsync(int product, string currency, bool live) =>
        _cache.GetOrCreateAsync($"find:{product}:{currency}:{live}", _loadAsync)!;

    public ValueTask<Quote> LatestValueAsync(int product) => new(LatestAsync(product));

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) =>
        new(FindAsync(product, currency, live));

    public void Forget(int product) => _cache.Remove($"latest:{product}");

    public void Dispose() => _cache.Dispose();
}
