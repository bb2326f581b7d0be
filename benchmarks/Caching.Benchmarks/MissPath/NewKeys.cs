using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.MissPath;

/// <summary>What does a miss cost in a full store, where each new entry makes an old one leave?</summary>
public class NewKeys
{
    private const int Capacity = 10_000;
    private readonly QuoteSource _source = new();
    private Ours<IQuotes> _ours = null!;
    private IQuotes _bitFaster = null!;
    private IQuotes _cached = null!;
    private IQuotes _memoized = null!;
    private int _product;

    [GlobalSetup]
    public void SetUp()
    {
        _ours = new(_source, Capacity, Capacity, "quotes");
        _bitFaster = new BitFasterQuotes(_source, Capacity);
        _cached = _ours.Cached;
        _memoized = _ours.Memoized;
        for (; _product < 2 * Capacity; _product++)
        {
            _cached.Latest(_product);
            _memoized.Latest(_product);
            _bitFaster.Latest(_product);
        }
    }

    [GlobalCleanup]
    public void CleanUp() => _ours.Dispose();

    [Benchmark(Baseline = true)]
    public Quote BitFaster() => _bitFaster.Latest(_product++);

    [Benchmark]
    public Quote Cached() => _cached.Latest(_product++);

    [Benchmark]
    public Quote Memoize() => _memoized.Latest(_product++);
}
