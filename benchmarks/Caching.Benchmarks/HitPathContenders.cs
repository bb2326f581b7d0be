using Autofac;
using Castle.DynamicProxy;

namespace Caching.Benchmarks;

/// <summary>The same service under each way of caching it; every key is already stored.</summary>
public sealed class HitPathContenders : IDisposable
{
    private readonly IContainer _container;

    public HitPathContenders()
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseMemory().KeyPrefix("bench"));
        builder
            .RegisterType<Quotes>()
            .Keyed<IQuotes>("cached")
            .SingleInstance()
            .EnableCaching(
                (ServicePolicies<IQuotes> policies) =>
                    policies
                        .Cached(quotes => quotes.Latest(default), policy => policy.Tags("quotes"))
                        .Cached(quotes => quotes.Find(default, "", default), policy => policy.Tags("quotes"))
                        .Cached(quotes => quotes.LatestAsync(default), policy => policy.Tags("quotes"))
            );
        builder
            .RegisterType<Quotes>()
            .Keyed<IQuotes>("memoized")
            .SingleInstance()
            .EnableCaching(
                (ServicePolicies<IQuotes> policies) =>
                    policies
                        .Memoize(quotes => quotes.Latest(default))
                        .Memoize(quotes => quotes.Find(default, "", default))
                        .Memoize(quotes => quotes.LatestAsync(default))
            );
        _container = builder.Build();
        Cached = _container.ResolveKeyed<IQuotes>("cached");
        Memoized = _container.ResolveKeyed<IQuotes>("memoized");
        NoOp = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IQuotes>(
            new Quotes(),
            new NoOpInterceptor()
        );
    }

    public IQuotes NoOp { get; }

    public IQuotes HandWritten { get; } = new HandWrittenQuotes(new Quotes());

    public IQuotes Cached { get; }

    public IQuotes Memoized { get; }

    public void Dispose() => _container.Dispose();
}
