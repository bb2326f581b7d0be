using Caching.Benchmarks.Running;

namespace Caching.Benchmarks.Reporting;

/// <summary>A proxied hit costs little more than a plain GET; invalidations disturb nobody; nothing stays behind.</summary>
internal static class RedisGates
{
    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        var figures = results.Figures("Redis");
        yield return new(
            "Redis, 1 caller: time of a proxied hit, a plain GET being 1",
            Value(figures, "proxied / plain GET, time", "1 caller"),
            1.15
        );
        yield return new(
            "Redis, 64 callers: throughput of proxied hits, plain GETs being 1",
            Value(figures, "proxied / plain GET, throughput", "64 callers"),
            0.9,
            Bound.Above
        );
        yield return new(
            "Redis, 64 callers: throughput of proxied hits, plain GETs of the same entries being 1",
            Value(figures, "proxied / plain GET of the same entry, throughput", "64 callers"),
            0.9,
            Bound.Above
        );
        foreach (var row in new[] { "by pattern", "by tag" })
        {
            yield return new(
                $"Redis, 100 000 entries {row}: commands of 1 ms or more",
                Value(figures, row, "slow (1 ms or more)"),
                0
            );
            yield return new(
                $"Redis, 100 000 entries {row}: p99 of other clients, ms",
                Value(figures, row, "p99 of other clients, ms"),
                1
            );
        }

        yield return new(
            "Redis, two million tagged entries came and went: KB more than after one",
            Value(figures, "used memory, KB more than after the first", "after two million"),
            64
        );
    }

    private static double? Value(IReadOnlyList<Figure> figures, string row, string column) =>
        figures.FirstOrDefault(figure => figure.Row == row && figure.Column == column)?.Value;
}
