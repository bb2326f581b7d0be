namespace Caching.Benchmarks.Reporting;

/// <summary>A thousand callers of one cold key ask the service once.</summary>
internal static class StampedeGates
{
    private const string Suite = "Stampede";
    private const string Callers = "1000";

    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        var calls = results
            .Figures(Suite)
            .FirstOrDefault(figure => figure is { Row: "Cached", Column: Callers })
            ?.Value;
        yield return new("Stampede of 1000: origin calls", calls, 1);
        foreach (var rival in (string[])["HybridCache", "FusionCache"])
        {
            yield return new($"Stampede of 1000: time / {rival}", Time("Cached") / Time(rival), 1);
        }

        double? Time(string row) => results.Time(Suite, "Stampedes", row, $"Callers={Callers}");
    }
}
