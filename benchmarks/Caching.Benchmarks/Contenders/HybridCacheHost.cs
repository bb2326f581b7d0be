using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Caching.Benchmarks.Contenders;

/// <summary>A HybridCache in memory, which comes from a container.</summary>
public sealed class HybridCacheHost : IDisposable
{
    private readonly ServiceProvider _services;

    public HybridCacheHost()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        Cache = _services.GetRequiredService<HybridCache>();
    }

    public static HybridCacheEntryOptions Entry { get; } = new() { Expiration = TimeSpan.FromMinutes(5) };

    public HybridCache Cache { get; }

    public void Dispose() => _services.Dispose();
}
