using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>The rows of a call that the other ways of caching answer too.</summary>
public abstract class QuoteHits<TCall, TResult> : Hits<IQuotes, TCall, TResult>
    where TCall : struct, ICall<IQuotes, TResult>
{
    protected Rivals Others { get; private set; } = null!;

    public override void SetUp()
    {
        base.SetUp();
        Others = new(Target);
    }

    public override void CleanUp()
    {
        base.CleanUp();
        Others.Dispose();
    }

    [Benchmark]
    public TResult MemoryCache() => TCall.On(Others.MemoryCache);

    [Benchmark]
    public TResult FusionCache() => TCall.On(Others.FusionCache);
}
