using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Invalidation;

/// <summary>What does an invalidation by pattern cost per key that it looks at?</summary>
[WarmupCount(2)]
[IterationCount(6)]
public class Patterns
{
    private OurProducts _products = null!;

    [Params(1_000, 100_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _products = new(Entries * 2);
        for (var product = 0; product < Entries; product++)
        {
            _products.Find(product);
        }
    }

    [GlobalCleanup]
    public void CleanUp() => _products.Dispose();

    [Benchmark]
    public long NoneByPrefix() => _products.Service.InvalidatePattern("absent:*");

    [Benchmark]
    public long NoneByEnd() => _products.Service.InvalidatePattern("*:absent");
}
