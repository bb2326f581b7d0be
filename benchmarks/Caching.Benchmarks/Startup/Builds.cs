using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Startup;

/// <summary>What does a container of 500 services with 10 policies each add to building it?</summary>
[WarmupCount(1)]
[IterationCount(6)]
public class Builds
{
    [Benchmark(Baseline = true)]
    public void Autofac() => Catalogs.Build(cached: false).Dispose();

    [Benchmark]
    public void Caching() => Catalogs.Build(cached: true).Dispose();
}
