using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit by three arguments cost where the method returns a value task?</summary>
public class ThreeArgumentsValueTask : QuoteHits<ThreeArgumentsValueTask.Call, ValueTask<Quote>>
{
    [Benchmark]
    public ValueTask<Quote> HybridCache() => Call.On(Others.HybridCache);

    public readonly struct Call : ICall<IQuotes, ValueTask<Quote>>
    {
        public static ValueTask<Quote> On(IQuotes service) => service.FindValueAsync(7, "EUR", true);
    }
}
