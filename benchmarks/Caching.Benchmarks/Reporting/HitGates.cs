namespace Caching.Benchmarks.Reporting;

/// <summary>A hit costs little more than a proxy that does nothing, and no byte more.</summary>
internal static class HitGates
{
    private const string Suite = "HitPath";
    private static readonly string[] Policies = ["Cached", "CacheAside", "Memoize"];

    private static readonly (string Table, double Limit)[] Limits =
    [
        ("OneArgument", 1.4),
        ("OneArgumentTask", 1.4),
        ("OneArgumentValueTask", 1.4),
        ("ThreeArguments", 1.6),
        ("ThreeArgumentsTask", 1.6),
        ("ThreeArgumentsValueTask", 1.6),
        ("RecordArgument", 3),
        ("ListArgument", 3),
    ];

    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        foreach (var (table, limit) in Limits)
        {
            var noOp = results.Find(Suite, table, "CastleNoOp");
            foreach (var policy in Policies)
            {
                var row = results.Find(Suite, table, policy);
                yield return new($"{table} {policy}: time / no-op proxy", row?.Nanoseconds / noOp?.Nanoseconds, limit);
                yield return new($"{table} {policy}: bytes beyond the no-op proxy", row?.Bytes - noOp?.Bytes, 0);
            }

            // Repeats of one row differ by a few percent; "no slower" can't be told apart below that.
            var memoized = results.Time(Suite, table, "Memoize") / results.Time(Suite, table, "Cached");
            yield return new($"{table} Memoize: time / Cached, 5 % being noise", memoized, 1.05);
        }
    }
}
