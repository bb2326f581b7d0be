using System.Reflection;
using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Keys;

/// <summary>What does an unambiguous key cost, against an interpolated string that two calls may share?</summary>
public class KeyWriting
{
    private static readonly MethodInfo Find = typeof(IQuotes).GetMethod(nameof(IQuotes.Find))!;
    private static readonly object?[] Arguments = [7, "EUR", true];
    private static readonly Dictionary<string, object?> Filters = new() { ["currency"] = "EUR", ["live"] = true };

    private readonly int _product = 7;
    private readonly string _currency = "EUR";
    private readonly bool _live = true;
    private readonly Guid _id = new("0b1d6c3e-2f59-4f0a-9d0e-6f9f1f6f7a10");
    private readonly string _long = new('x', 200);

    [Benchmark(Baseline = true)]
    public string Interpolated() => $"find:{_product}:{_currency}:{_live}";

    [Benchmark]
    public string Format() => CacheKeys.Format($"find:{_product}:{_currency}:{_live}");

    [Benchmark]
    public string FormatGuid() => CacheKeys.Format($"find:{_id}");

    [Benchmark]
    public string FormatHashed() => CacheKeys.Format($"find:{_long}");

    [Benchmark]
    public string ForModel() => CacheKeys.ForModel("find", "quote", _product);

    [Benchmark]
    public string ForList() => CacheKeys.ForList("find", "quote", Filters);

    [Benchmark]
    public string ForCall() => CacheKeys.ForCall("find", Find, Arguments);
}
