using Autofac;

namespace Caching.Peers.Tests;

/// <summary>This library in memory, as its README sets it up.</summary>
internal sealed class CachingPeer : IPeer
{
    private readonly IContainer _container;
    private readonly ICacheService _cache;

    public CachingPeer(TimeProvider time)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseMemory().UseTimeProvider(time));
        _container = builder.Build();
        _cache = _container.Resolve<ICacheService>();
    }

    public Task<string> GetAsync(string key, string tag, Func<Task<string>> load) =>
        _cache.GetOrCreateAsync(key, _ => load(), new() { Tags = [tag] }).AsTask();

    public Task InvalidateKeyAsync(string key) => _cache.DeleteAsync(key).AsTask();

    public Task InvalidateTagAsync(string tag) => _cache.InvalidateTagsAsync([tag]).AsTask();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
