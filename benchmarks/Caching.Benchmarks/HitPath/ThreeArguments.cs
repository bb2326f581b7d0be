using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a synchronous hit by a number, a text and a flag cost?</summary>
public class ThreeArguments : QuoteHits<ThreeArguments.Call, Quote>
{
    [Benchmark]
    public Quote BitFaster() => Call.On(Others.BitFaster);

    public readonly struct Call : ICall<IQuotes, Quote>
    {
        public static Quote On(IQuotes service) => service.Find(7, "EUR", true);
    }
}
