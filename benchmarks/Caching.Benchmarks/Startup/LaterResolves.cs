using Autofac;
using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Startup;

/// <summary>What does a resolve cost once the proxy type is there?</summary>
public class LaterResolves
{
    private IContainer _container = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseMemory());
        builder.RegisterType<Catalog<int, int>>().As<ICatalog<int, int>>().WithoutCaching();
        builder.RegisterType<Catalog<int, long>>().As<ICatalog<int, long>>().EnableCaching();
        builder.RegisterType<Catalog<long, int>>().As<ICatalog<long, int>>().SingleInstance().WithoutCaching();
        builder.RegisterType<Catalog<long, long>>().As<ICatalog<long, long>>().SingleInstance().EnableCaching();
        _container = builder.Build();
    }

    [GlobalCleanup]
    public void CleanUp() => _container.Dispose();

    [Benchmark(Baseline = true)]
    public object Autofac() => _container.Resolve<ICatalog<int, int>>();

    [Benchmark]
    public object Caching() => _container.Resolve<ICatalog<int, long>>();

    [Benchmark]
    public object AutofacSingle() => _container.Resolve<ICatalog<long, int>>();

    [Benchmark]
    public object CachingSingle() => _container.Resolve<ICatalog<long, long>>();
}
