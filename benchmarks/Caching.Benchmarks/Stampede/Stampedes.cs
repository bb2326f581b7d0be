using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Running;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Stampede;

/// <summary>How often is the service asked, and how long does it take, when many callers miss one key at once?</summary>
/// <remarks>
/// All callers are there before the load ends, so that the count of origin calls is exact. IMemoryCache, which has no
/// protection, shows what happens without one.
/// </remarks>
public class Stampedes
{
    private readonly GatedQuotes _origin = new();
    private Rivals _others = null!;
    private Ours<IQuotes> _ours = null!;
    private IQuotes _cached = null!;
    private Task[] _callers = null!;
    private int _product;
    private string _row = "";

    [Params(1, 10, 100, 1_000)]
    public int Callers { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _others = new(_origin);
        _ours = new(_origin, tags: "quotes");
        _cached = _ours.Cached;
        _callers = new Task[Callers];
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        FigureStore.Save("Stampede", [new("origin calls", _row, $"{Callers}", (double)_origin.Calls / _product)]);
        _ours.Dispose();
        _others.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task Cached() => Rush(_cached, nameof(Cached));

    [Benchmark]
    public Task HybridCache() => Rush(_others.HybridCache, nameof(HybridCache));

    [Benchmark]
    public Task FusionCache() => Rush(_others.FusionCache, nameof(FusionCache));

    [Benchmark]
    public Task MemoryCache() => Rush(_others.MemoryCache, nameof(MemoryCache));

    private async Task Rush(IQuotes service, string row)
    {
        _row = row;
        _product++;
        _origin.Close();
        for (var caller = 0; caller < _callers.Length; caller++)
        {
            _callers[caller] = service.LatestAsync(_product);
        }

        _origin.Open();
        await Task.WhenAll(_callers);
    }
}
