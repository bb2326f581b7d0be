using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Contention;

/// <summary>The same hits on one thread, then on two at once: time per hit of one thread, so less than twice is a gain.</summary>
public abstract class Busy
{
    private const int Calls = 100_000;
    private Rivals _others = null!;
    private Ours<IQuotes> _ours = null!;
    private IQuotes _noOp = null!;
    private IQuotes _cached = null!;
    private int[] _products = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var source = new QuoteSource();
        _others = new(source);
        _ours = new(source, 200_000, tags: "quotes");
        _noOp = NoOpProxy.Around<IQuotes>(source);
        _cached = _ours.Cached;
        _products = MakeProducts(Calls);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void CastleNoOp() => RunAll(_noOp);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Cached() => RunAll(_cached);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void MemoryCache() => RunAll(_others.MemoryCache);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void FusionCache() => RunAll(_others.FusionCache);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void BitFaster() => RunAll(_others.BitFaster);

    /// <summary>The products that each thread asks for, in turn.</summary>
    protected abstract int[] MakeProducts(int count);

    private void RunAll(IQuotes quotes)
    {
        if (Threads == 1)
        {
            RunOne(quotes);
            return;
        }

        Task.WaitAll([.. Enumerable.Range(0, Threads).Select(_ => Task.Run(() => RunOne(quotes)))]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunOne(IQuotes quotes)
    {
        foreach (var product in _products)
        {
            quotes.Latest(product);
        }
    }
}
