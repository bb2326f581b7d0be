using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>The rows of one call: a proxy that does nothing, and a hit under each read policy.</summary>
public abstract class Hits<TService, TCall, TResult>
    where TService : class
    where TCall : struct, ICall<TService, TResult>
{
    private Ours<TService> _ours = null!;
    private TService _noOp = null!;
    private TService _cached = null!;
    private TService _aside = null!;
    private TService _memoized = null!;

    protected static TService Target { get; } = (TService)(object)new QuoteSource();

    [GlobalSetup]
    public virtual void SetUp()
    {
        _ours = new(Target, tags: "quotes");
        _noOp = NoOpProxy.Around(Target);
        _cached = _ours.Cached;
        _aside = _ours.CacheAside;
        _memoized = _ours.Memoized;
    }

    [GlobalCleanup]
    public virtual void CleanUp() => _ours.Dispose();

    [Benchmark(Baseline = true)]
    public TResult CastleNoOp() => TCall.On(_noOp);

    [Benchmark]
    public TResult Cached() => TCall.On(_cached);

    [Benchmark]
    public TResult CacheAside() => TCall.On(_aside);

    [Benchmark]
    public TResult Memoize() => TCall.On(_memoized);
}
