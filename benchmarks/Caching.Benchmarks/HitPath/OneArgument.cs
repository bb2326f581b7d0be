using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a synchronous hit by one number cost, against a proxy that does nothing and code by hand?</summary>
public class OneArgument : QuoteHits<OneArgument.Call, Quote>
{
    private IQuotes _direct = null!;

    public override void SetUp()
    {
        base.SetUp();
        _direct = Target;
    }

    [Benchmark]
    public Quote Direct() => Call.On(_direct);

    [Benchmark]
    public Quote BitFaster() => Call.On(Others.BitFaster);

    [Benchmark]
    public Quote HandWrittenProxy() => Call.On(Others.HandWrittenProxy);

    [Benchmark]
    public Quote TunedMemoryCache() => Others.Tuned.MemoryCache(7);

    [Benchmark]
    public Quote TunedFusionCache() => Others.Tuned.FusionCache(7);

    public readonly struct Call : ICall<IQuotes, Quote>
    {
        public static Quote On(IQuotes service) => service.Latest(7);
    }
}
