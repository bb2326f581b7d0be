namespace Caching.Benchmarks.Reporting;

/// <summary>Keys and tags are invalidated in a time that doesn't depend on the number of entries; patterns in little.</summary>
internal static class InvalidationGates
{
    private const string Suite = "Invalidation";
    private const string Few = "Entries=1000";
    private const string Many = "Entries=1000000";

    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        foreach (var row in (string[])["ByKey", "ByTag"])
        {
            var growth =
                results.Time(Suite, "Invalidations", row, Many) / results.Time(Suite, "Invalidations", row, Few);
            yield return new($"Invalidation {row}: time with 1 M entries / with 1 k", growth, 1.3);
        }

        foreach (
            var (table, row) in ((string, string)[])
                [("Patterns", "NoneByPrefix"), ("Patterns", "NoneByEnd"), ("PatternOfAll", "RemoveAll")]
        )
        {
            yield return new(
                $"Invalidation {row}: ns per key of 1 M",
                results.Time(Suite, table, row, Many) / 1_000_000,
                200
            );
        }
    }
}
