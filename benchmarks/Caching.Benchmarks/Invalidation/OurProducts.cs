using Autofac;

namespace Caching.Benchmarks.Invalidation;

/// <summary>The policies of this library, through its proxy.</summary>
public sealed class OurProducts : IProducts, IDisposable
{
    private readonly IContainer _container;
    private readonly IProducts _proxy;

    public OurProducts(int capacity)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseMemory(memory => memory.Capacity = capacity).KeyPrefix("bench"));
        builder
            .RegisterInstance(new ProductSource())
            .As<IProducts>()
            .EnableCaching(
                (ServicePolicies<IProducts> policies) =>
                    policies
                        .Cached(service => service.Find(default), policy => policy.Tags("product:{product}"))
                        .InvalidateCache(
                            service => service.InvalidateByKey(default),
                            policy => policy.Entry((int product) => service => service.Find(product))
                        )
                        .InvalidateCache(
                            service => service.InvalidateByTag(default),
                            policy => policy.Tags("product:{product}")
                        )
            );
        _container = builder.Build();
        _proxy = _container.Resolve<IProducts>();
        Service = _container.Resolve<ICacheService>();
    }

    public ICacheService Service { get; }

    public object Find(int product) => _proxy.Find(product);

    public void InvalidateByKey(int product) => _proxy.InvalidateByKey(product);

    public void InvalidateByTag(int product) => _proxy.InvalidateByTag(product);

    public void Dispose() => _container.Dispose();
}
