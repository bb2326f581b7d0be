using BitFaster.Caching.Lru;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Memory;

/// <summary>Every way of keeping a million quotes, each with a time to live where it has one.</summary>
internal static class Fillings
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Filling> All { get; } =
    [
        new("Ours, T", quotes => FillOurs(quotes, (store, product) => store.Get(product), "Get")),
        new("Ours, T, one tag", quotes => FillOurs(quotes, (store, product) => store.Get(product), "Get", "quotes")),
        new("Ours, Task<T>", quotes => FillOurs(quotes, (store, product) => store.GetAsync(product), "GetAsync")),
        new("IMemoryCache, T", quotes => FillMemoryCache(quotes, static quote => quote)),
        new("IMemoryCache, Task<T>", quotes => FillMemoryCache(quotes, static quote => Task.FromResult(quote))),
        new("FusionCache", FillFusionCache),
        new("ConcurrentLru, bare", FillConcurrentLru),
    ];

    private static Filled FillOurs<T>(
        StoredQuotes quotes,
        Func<IQuoteStore, int, T> get,
        string method,
        params string[] tags
    )
    {
        var ours = new Ours<IQuoteStore>(quotes, quotes.Count, tags: tags);
        var store = ours.CacheAside;
        for (var product = 0; product < quotes.Count; product++)
        {
            get(store, product);
        }

        return new(ours, ours.Memory.Count, KeyBytes(quotes, $"bench:cache:{method}:"));
    }

    private static Filled FillMemoryCache<T>(StoredQuotes quotes, Func<Quote, T> stored)
    {
        var cache = new MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());
        for (var product = 0; product < quotes.Count; product++)
        {
            cache.Set(Key(product), stored(quotes.Get(product)), Ttl);
        }

        return new(cache, cache.Count, KeyBytes(quotes, Key("")));
    }

    private static Filled FillFusionCache(StoredQuotes quotes)
    {
        var cache = new FusionCache(new FusionCacheOptions());
        var options = new FusionCacheEntryOptions(Ttl);
        for (var product = 0; product < quotes.Count; product++)
        {
            cache.Set(Key(product), quotes.Get(product), options);
        }

        return new(cache, quotes.Count, KeyBytes(quotes, Key("")));
    }

    private static Filled FillConcurrentLru(StoredQuotes quotes)
    {
        var cache = new ConcurrentLru<string, Quote>(quotes.Count);
        for (var product = 0; product < quotes.Count; product++)
        {
            cache.GetOrAdd(Key(product), static (_, quote) => quote, quotes.Get(product));
        }

        return new(cache, cache.Count, KeyBytes(quotes, Key("")));
    }

    private static string Key(object product) => $"quote:{product}";

    private static double KeyBytes(StoredQuotes quotes, string head) =>
        Enumerable.Range(0, quotes.Count).Average(product => StringBytes.Of($"{head}{product}"));
}
