using Autofac;

namespace Caching.Benchmarks.Contenders;

/// <summary>One service under each of this library's read policies, with a tag and the default time to live.</summary>
public sealed class Ours<TService> : IDisposable
    where TService : class
{
    private readonly IContainer _container;

    public Ours(TService target, int capacity = 100_000, int memoized = 1024, params string[] tags)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseMemory(memory => memory.Capacity = capacity).KeyPrefix("bench"));
        Register("cached", (policies, method) => policies.Cached(method.Name, policy => policy.Tags(tags)));
        Register(
            "aside",
            (policies, method) =>
                policies.CacheAside(
                    method.Name,
                    string.Join(':', [method.Name, .. method.Parameters.Select(name => $"{{{name}}}")]),
                    policy => policy.Tags(tags)
                )
        );
        Register("memoized", (policies, method) => policies.Memoize(method.Name, policy => policy.MaxSize(memoized)));
        _container = builder.Build();

        void Register(string name, Action<ServicePolicies<TService>, ServiceMethod> add) =>
            builder
                .RegisterInstance(target)
                .Keyed<TService>(name)
                .ExternallyOwned()
                .EnableCaching(
                    (ServicePolicies<TService> policies) =>
                    {
                        foreach (var method in ServiceMethod.AllOf(typeof(TService)))
                        {
                            add(policies, method);
                        }
                    }
                );
    }

    public TService Cached => _container.ResolveKeyed<TService>("cached");

    public TService CacheAside => _container.ResolveKeyed<TService>("aside");

    public TService Memoized => _container.ResolveKeyed<TService>("memoized");

    public ICacheService Service => _container.Resolve<ICacheService>();

    public ICacheKeys Keys => _container.Resolve<ICacheKeys>();

    public MemoryCacheBackend Memory => (MemoryCacheBackend)_container.Resolve<ICacheManager>().GetBackend();

    public void Dispose() => _container.Dispose();
}
