using ScottPlot;

namespace Caching.Benchmarks.Reporting;

/// <summary>Draws the suites whose shape says more than their numbers.</summary>
internal static class Charts
{
    /// <summary>Draws the charts of a suite.</summary>
    /// <returns>The names of the files; none for most suites.</returns>
    public static IReadOnlyList<string> Save(string suite, BenchmarkResults results) =>
        suite switch
        {
            "HitPath" => [.. HitPaths(results)],
            "Memory" => [.. Memories(results)],
            "HitRatio" => [.. HitRatios(results)],
            "Stampede" => [.. Lines(results, suite, "Stampedes", "callers of one cold key")],
            "Invalidation" => [.. Lines(results, suite, "Invalidations", "entries")],
            _ => [],
        };

    private static IEnumerable<string> HitPaths(BenchmarkResults results)
    {
        foreach (var table in (string[])["OneArgument", "ThreeArguments", "OneArgumentValueTask"])
        {
            var rows = results.Rows.Where(row => row.Suite == "HitPath" && row.Table == table).ToList();
            if (rows.Find(row => row.IsBaseline) is { } noOp)
            {
                var bars = rows.Select(row => (row.Name, row.Nanoseconds / noOp.Nanoseconds));
                yield return Bars(
                    $"HitPath-{table}",
                    "Time of a hit, as a multiple of a Castle proxy that does nothing",
                    bars
                );
            }
        }
    }

    private static IEnumerable<string> Memories(BenchmarkResults results)
    {
        var figures = results.Figures("Memory");
        if (figures.Count > 0)
        {
            var bars = figures.Select(figure => (figure.Row, figure.Value));
            yield return Bars("Memory", "Bytes per entry beyond key and value, 1 M entries", bars);
        }
    }

    private static IEnumerable<string> HitRatios(BenchmarkResults results) =>
        from workload in results.Figures("HitRatio").GroupBy(figure => figure.Table)
        select ChartFile.Save(
            $"HitRatio-{workload.Key}",
            plot =>
            {
                plot.Title($"{workload.Key}: share of requests answered");
                plot.XLabel("capacity, entries");
                foreach (var row in workload.GroupBy(figure => figure.Row))
                {
                    ChartFile.AddLine(plot, row.Key, row.Select(figure => (Number(figure.Column), figure.Value)));
                }

                plot.Axes.SetLimitsY(0, 1);
                plot.ShowLegend(Edge.Right);
            }
        );

    private static IEnumerable<string> Lines(BenchmarkResults results, string suite, string table, string label)
    {
        var rows = results.Rows.Where(row => row.Suite == suite && row.Table == table).ToList();
        if (rows.Count > 0)
        {
            yield return ChartFile.Save(
                suite,
                plot =>
                {
                    plot.Title($"{suite}: microseconds");
                    plot.XLabel(label);
                    foreach (var row in rows.GroupBy(row => row.Name))
                    {
                        var points = row.Select(at => (Number(at.Parameters.Split('=')[^1]), at.Nanoseconds / 1000));
                        ChartFile.AddLogLine(plot, row.Key, points);
                    }

                    ChartFile.UseLogAxes(plot);
                    plot.ShowLegend(Edge.Right);
                }
            );
        }
    }

    private static string Bars(string name, string title, IEnumerable<(string Name, double Value)> bars) =>
        ChartFile.Save(name, plot => ChartFile.AddBars(plot, title, [.. bars]));

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
