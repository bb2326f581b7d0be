using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit by one number cost where the method returns a value task?</summary>
public class OneArgumentValueTask : QuoteHits<OneArgumentValueTask.Call, ValueTask<Quote>>
{
    [Benchmark]
    public ValueTask<Quote> HybridCache() => Call.On(Others.HybridCache);

    [Benchmark]
    public ValueTask<TunedCalls.Shared> TunedHybridCache() => Others.Tuned.HybridCache(7);

    public readonly struct Call : ICall<IQuotes, ValueTask<Quote>>
    {
        public static ValueTask<Quote> On(IQuotes service) => service.LatestValueAsync(7);
    }
}
