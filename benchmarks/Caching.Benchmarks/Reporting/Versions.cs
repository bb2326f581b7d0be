using System.Reflection;
using BitFaster.Caching.Lru;
using Castle.DynamicProxy;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace Caching.Benchmarks.Reporting;

/// <summary>The versions of what is compared.</summary>
internal static class Versions
{
    public static IEnumerable<string> OfContenders() =>
        new[]
        {
            typeof(ProxyGenerator),
            typeof(MemoryCache),
            typeof(HybridCacheServiceExtensions),
            typeof(FusionCache),
            typeof(ConcurrentLru<,>),
            typeof(ConnectionMultiplexer),
        }.Select(type => $"{type.Assembly.GetName().Name} {Of(type.Assembly)}");

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";
}
