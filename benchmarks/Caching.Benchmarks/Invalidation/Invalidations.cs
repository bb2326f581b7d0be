using BenchmarkDotNet.Attributes;

namespace Caching.Benchmarks.Invalidation;

/// <summary>Does an invalidation by key or by tag cost the same, however many entries there are?</summary>
/// <remarks>A thousand entries are stored again before each iteration, so that each invalidation finds its entry.</remarks>
[GcForce(false)]
[WarmupCount(25)]
[IterationCount(25)]
public class Invalidations
{
    private const int Victims = 1_000;
    private IProducts _products = null!;

    [Params(1_000, 100_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup(Targets = [nameof(ByKey), nameof(ByTag)])]
    public void SetUp() => Fill(new OurProducts(Entries * 2), InvalidateKeys, InvalidateTags);

    [GlobalSetup(Target = nameof(MemoryCacheByKey))]
    public void SetUpMemoryCache() => Fill(new MemoryCacheProducts(), InvalidateKeys);

    [GlobalSetup(Targets = [nameof(FusionCacheByKey), nameof(FusionCacheByTag)])]
    public void SetUpFusionCache() => Fill(new FusionCacheProducts(), InvalidateKeys, InvalidateTags);

    [IterationSetup]
    public void StoreVictims()
    {
        for (var product = 0; product < Victims; product++)
        {
            _products.Find(product);
        }
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        (_products as IDisposable)?.Dispose();
        _products = null!;
    }

    [Benchmark(OperationsPerInvoke = Victims)]
    public void ByKey() => InvalidateKeys();

    [Benchmark(OperationsPerInvoke = Victims)]
    public void ByTag() => InvalidateTags();

    [Benchmark(OperationsPerInvoke = Victims)]
    public void MemoryCacheByKey() => InvalidateKeys();

    [Benchmark(OperationsPerInvoke = Victims)]
    public void FusionCacheByKey() => InvalidateKeys();

    [Benchmark(OperationsPerInvoke = Victims)]
    public void FusionCacheByTag() => InvalidateTags();

    private void InvalidateKeys()
    {
        for (var product = 0; product < Victims; product++)
        {
            _products.InvalidateByKey(product);
        }
    }

    private void InvalidateTags()
    {
        for (var product = 0; product < Victims; product++)
        {
            _products.InvalidateByTag(product);
        }
    }

    private void Fill(IProducts products, params Action[] invalidations)
    {
        _products = products;
        for (var product = 0; product < Entries; product++)
        {
            products.Find(product);
        }

        // An iteration is over before the runtime has thought of optimising what it runs: give it the time here.
        for (var round = 0; round < 90; round++)
        {
            StoreVictims();
            invalidations[round % invalidations.Length]();
            if (round % 30 == 29)
            {
                Thread.Sleep(200);
            }
        }
    }
}
