using ZiggyCreatures.Caching.Fusion;

namespace Caching.Peers.Tests;

/// <summary>FusionCache in memory, as its documentation sets it up.</summary>
internal sealed class FusionCachePeer : IPeer
{
    private readonly FusionCache _cache = new(new FusionCacheOptions());

    public Task<string> GetAsync(string key, string tag, Func<Task<string>> load) =>
        _cache.GetOrSetAsync<string>(key, async (_, _) => await load(), tags: [tag]).AsTask();

    public Task InvalidateKeyAsync(string key) => _cache.RemoveAsync(key).AsTask();

    public Task InvalidateTagAsync(string tag) => _cache.RemoveByTagAsync(tag).AsTask();

    public ValueTask DisposeAsync()
    {
        _cache.Dispose();
        return default;
    }
}
