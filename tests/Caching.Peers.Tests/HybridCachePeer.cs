using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Caching.Peers.Tests;

/// <summary>HybridCache in memory, as its documentation sets it up.</summary>
internal sealed class HybridCachePeer : IPeer
{
    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;

    public HybridCachePeer(TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    public Task<string> GetAsync(string key, string tag, Func<Task<string>> load) =>
        _cache.GetOrCreateAsync(key, async _ => await load(), tags: [tag]).AsTask();

    public Task InvalidateKeyAsync(string key) => _cache.RemoveAsync(key).AsTask();

    public Task InvalidateTagAsync(string tag) => _cache.RemoveByTagAsync(tag).AsTask();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
