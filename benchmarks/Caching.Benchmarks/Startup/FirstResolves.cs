using Autofac;
using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Startup;

/// <summary>What does the first resolve of a service cost, which makes its proxy type?</summary>
/// <remarks>A proxy type lives as long as the process, so that each service is good for one measurement.</remarks>
[GcForce(false)]
[WarmupCount(2)]
[IterationCount(6)]
public class FirstResolves
{
    private const int Batch = 10;
    private static int _used;
    private IContainer _plain = null!;
    private IContainer _caching = null!;
    private IReadOnlyList<Type> _batch = [];

    [GlobalSetup]
    public void SetUp()
    {
        _plain = Catalogs.Build(cached: false);
        _caching = Catalogs.Build(cached: true);
    }

    [IterationSetup]
    public void TakeFresh()
    {
        if (_used + Batch > Catalogs.Count)
        {
            throw new InvalidOperationException("Every service has its proxy type; run fewer iterations.");
        }

        _batch = [.. Catalogs.Services.Skip(_used).Take(Batch)];
        _used += Batch;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _plain.Dispose();
        _caching.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Batch)]
    public void Autofac() => ResolveAll(_plain);

    [Benchmark(OperationsPerInvoke = Batch)]
    public void Caching() => ResolveAll(_caching);

    private void ResolveAll(IContainer container)
    {
        foreach (var service in _batch)
        {
            container.Resolve(service);
        }
    }
}
