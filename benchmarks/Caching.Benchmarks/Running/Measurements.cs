using System.Diagnostics;
using Caching.Benchmarks.HitRatio;
using Caching.Benchmarks.Memory;

namespace Caching.Benchmarks.Running;

/// <summary>Runs the measurements that a filter names, as BenchmarkDotNet runs the benchmarks that it names.</summary>
internal static class Measurements
{
    private static readonly IMeasurement[] All = [new BytesPerEntry(), new HitRatios()];

    public static bool Run(IReadOnlyList<string> filters)
    {
        var named = All.Where(measurement => filters.Any(filter => Matches(filter, measurement))).ToList();
        foreach (var measurement in named)
        {
            var watch = Stopwatch.StartNew();
            Console.WriteLine($"// ** {measurement.Suite} **");
            FigureStore.Save(measurement.Suite, measurement.Run().Select(Print));
            Console.WriteLine($"// {measurement.Suite}: {watch.Elapsed.TotalSeconds:F0} s");
            RunTimes.Save(measurement.GetType(), watch.Elapsed);
        }

        return named.Count > 0;
    }

    private static bool Matches(string filter, IMeasurement measurement) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(filter, measurement.GetType().FullName);

    private static Figure Print(Figure figure)
    {
        Console.WriteLine($"{figure.Table} | {figure.Row} | {figure.Column} | {figure.Value:0.####}");
        return figure;
    }
}
