using System.ComponentModel;
using Caching.Benchmarks.Services;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Contenders;

/// <summary>The least that each library lets a careful caller pay: no closure, ready-made options, a shared object.</summary>
/// <remarks>The service answers every product alike, so that a factory can be a field.</remarks>
public sealed class TunedCalls(IQuotes inner) : IDisposable
{
    private static readonly FusionCacheEntryOptions FusionEntry = new(TimeSpan.FromMinutes(5));
    private readonly MemoryCache _memory = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());
    private readonly FusionCache _fusion = new(new FusionCacheOptions());
    private readonly HybridCacheHost _hybrid = new();

    private readonly Func<ICacheEntry, Quote> _load = entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
        return inner.Latest(0);
    };

    private readonly Func<FusionCacheFactoryExecutionContext<Quote>, CancellationToken, Quote> _loadFusion = (_, _) =>
        inner.Latest(0);

    public Quote MemoryCache(int product) => _memory.GetOrCreate($"latest:{product}", _load)!;

    public Quote FusionCache(int product) => _fusion.GetOrSet($"latest:{product}", _loadFusion, default, FusionEntry);

    public ValueTask<Shared> HybridCache(int product) =>
        _hybrid.Cache.GetOrCreateAsync(
            $"latest:{product}",
            inner,
            static (service, _) => new ValueTask<Shared>(new Shared(service.Latest(0))),
            HybridCacheHost.Entry
        );

    public void Dispose()
    {
        _memory.Dispose();
        _fusion.Dispose();
        _hybrid.Dispose();
    }

    /// <summary>Marked immutable, which spares HybridCache a deserialization on every hit.</summary>
    [ImmutableObject(true)]
    public sealed record Shared(Quote Quote);
}
