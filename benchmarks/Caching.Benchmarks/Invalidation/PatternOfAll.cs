using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Invalidation;

/// <summary>What does an invalidation by pattern cost per key that it removes?</summary>
[GcForce(false)]
[WarmupCount(1)]
[IterationCount(3)]
public class PatternOfAll
{
    private OurProducts _products = null!;

    [Params(1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void SetUp() => _products = new(Entries * 2);

    [IterationSetup]
    public void Fill()
    {
        for (var product = 0; product < Entries; product++)
        {
            _products.Find(product);
        }
    }

    [GlobalCleanup]
    public void CleanUp() => _products.Dispose();

    [Benchmark]
    public long RemoveAll() => _products.Service.InvalidatePattern("*Find*");
}
