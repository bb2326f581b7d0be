namespace Caching.Benchmarks.Reporting;

/// <summary>A proxied hit costs less than the call that the other libraries' documentation writes.</summary>
internal static class RivalGates
{
    private const string Suite = "HitPath";

    private static readonly (string Rival, double Limit)[] Limits =
    [
        ("MemoryCache", 0.75),
        ("FusionCache", 0.2),
        ("HybridCache", 0.12),
    ];

    private static readonly string[] Tables =
    [
        "OneArgument",
        "OneArgumentTask",
        "OneArgumentValueTask",
        "ThreeArguments",
        "ThreeArgumentsTask",
        "ThreeArgumentsValueTask",
    ];

    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        foreach (var table in Tables)
        {
            foreach (var (rival, limit) in Limits.Where(limit => Answers(limit.Rival, table)))
            {
                yield return new($"{table}: time / {rival}", Ratio(results, table, rival), limit);
            }
        }

        foreach (var (rival, table) in Tuned)
        {
            yield return new($"{table}: time / {rival}", Ratio(results, table, rival), 0, Bound.None);
        }
    }

    private static IEnumerable<(string Rival, string Table)> Tuned =>
        [
            ("TunedMemoryCache", "OneArgument"),
            ("TunedFusionCache", "OneArgument"),
            ("TunedHybridCache", "OneArgumentValueTask"),
        ];

    private static double? Ratio(BenchmarkResults results, string table, string rival) =>
        results.Time(Suite, table, "Cached") / results.Time(Suite, table, rival);

    // It has asynchronous calls only, which return value tasks.
    private static bool Answers(string rival, string table) =>
        rival != "HybridCache" || table.EndsWith("ValueTask", StringComparison.Ordinal);
}
