using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Contenders;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Shapes;

/// <summary>Does a hit stay cheap, and without a string, whatever the arguments are?</summary>
[GenericTypeArguments(typeof(Nothing))]
[GenericTypeArguments(typeof(Text))]
[GenericTypeArguments(typeof(LongText))]
[GenericTypeArguments(typeof(Enumeration))]
[GenericTypeArguments(typeof(Id))]
[GenericTypeArguments(typeof(Price))]
[GenericTypeArguments(typeof(Moment))]
[GenericTypeArguments(typeof(Optional))]
[GenericTypeArguments(typeof(Six))]
[GenericTypeArguments(typeof(Map))]
[GenericTypeArguments(typeof(GenericMethod))]
public class ArgumentShapes<TCall>
    where TCall : struct, ICall<IShapes, Quote>
{
    private Ours<IShapes> _ours = null!;
    private IShapes _noOp = null!;
    private IShapes _cached = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _ours = new(new QuoteSource(), tags: "quotes");
        _noOp = NoOpProxy.Around<IShapes>(new QuoteSource());
        _cached = _ours.Cached;
    }

    [GlobalCleanup]
    public void CleanUp() => _ours.Dispose();

    [Benchmark(Baseline = true)]
    public Quote CastleNoOp() => TCall.On(_noOp);

    [Benchmark]
    public Quote Cached() => TCall.On(_cached);
}
