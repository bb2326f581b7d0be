using Caching.Benchmarks.HitRatio;

namespace Caching.Benchmarks.Reporting;

/// <summary>The store answers more than a perfect LRU of the same size.</summary>
internal static class HitRatioGates
{
    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        var figures = results.Figures("HitRatio");
        foreach (var workload in (string[])["Zipf", "Scan", "Loop", "Shifting"])
        {
            var ours = figures.Where(figure => figure.Table == workload && figure.Row == HitRatios.Ours);
            var margin = ours.Select(figure => (double?)figure.Value - PerfectLru(workload, figure.Column)).Min();
            var bound = workload == "Shifting" ? Bound.None : Bound.Above;
            yield return new($"HitRatio {workload}: least lead over a perfect LRU", margin, 0, bound);
        }

        double? PerfectLru(string workload, string capacity) =>
            figures
                .FirstOrDefault(figure =>
                    figure.Table == workload && figure.Row == HitRatios.PerfectLru && figure.Column == capacity
                )
                ?.Value;
    }
}
