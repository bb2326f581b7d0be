using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Caching.Benchmarks;

/// <summary>What does a hit cost, against a proxy that does nothing and against code written by hand?</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class HitPath
{
    private HitPathContenders _contenders = null!;

    [GlobalSetup]
    public void SetUp() => _contenders = new();

    [GlobalCleanup]
    public void CleanUp() => _contenders.Dispose();

    [Benchmark(Description = "CastleNoOp", Baseline = true), BenchmarkCategory("one argument")]
    public Quote CastleNoOpOneArgument() => _contenders.NoOp.Latest(7);

    [Benchmark(Description = "HandWritten"), BenchmarkCategory("one argument")]
    public Quote HandWrittenOneArgument() => _contenders.HandWritten.Latest(7);

    [Benchmark(Description = "Cached"), BenchmarkCategory("one argument")]
    public Quote CachedOneArgument() => _contenders.Cached.Latest(7);

    [Benchmark(Description = "Memoized"), BenchmarkCategory("one argument")]
    public Quote MemoizedOneArgument() => _contenders.Memoized.Latest(7);

    [Benchmark(Description = "CastleNoOp", Baseline = true), BenchmarkCategory("three arguments")]
    public Quote CastleNoOpThreeArguments() => _contenders.NoOp.Find(7, "EUR", true);

    [Benchmark(Description = "HandWritten"), BenchmarkCategory("three arguments")]
    public Quote HandWrittenThreeArguments() => _contenders.HandWritten.Find(7, "EUR", true);

    [Benchmark(Description = "Cached"), BenchmarkCategory("three arguments")]
    public Quote CachedThreeArguments() => _contenders.Cached.Find(7, "EUR", true);

    [Benchmark(Description = "Memoized"), BenchmarkCategory("three arguments")]
    public Quote MemoizedThreeArguments() => _contenders.Memoized.Find(7, "EUR", true);

    [Benchmark(Description = "CastleNoOp", Baseline = true), BenchmarkCategory("task")]
    public Task<Quote> CastleNoOpTask() => _contenders.NoOp.LatestAsync(7);

    [Benchmark(Description = "HandWritten"), BenchmarkCategory("task")]
    public Task<Quote> HandWrittenTask() => _contenders.HandWritten.LatestAsync(7);

    [Benchmark(Description = "Cached"), BenchmarkCategory("task")]
    public Task<Quote> CachedTask() => _contenders.Cached.LatestAsync(7);

    [Benchmark(Description = "Memoized"), BenchmarkCategory("task")]
    public Task<Quote> MemoizedTask() => _contenders.Memoized.LatestAsync(7);
}
