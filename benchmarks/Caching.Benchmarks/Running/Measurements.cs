using System.Diagnostics;
using System.IO.Enumeration;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.HitRatio;
using Caching.Benchmarks.Memory;
using Caching.Benchmarks.Redis;

namespace Caching.Benchmarks.Running;

/// <summary>Runs the measurements that a filter names, as BenchmarkDotNet runs the benchmarks that it names.</summary>
internal static class Measurements
{
    private static readonly IMeasurement[] All =
    [
        new BytesPerEntry(),
        new HitRatios(),
        new RedisHits(),
        new RedisInvalidations(),
        new RedisBookkeeping(),
    ];

    /// <summary>Runs them; one that fails says why, and the others run all the same.</summary>
    public static (bool AnyNamed, bool Succeeded) Run(IReadOnlyList<string> filters)
    {
        var succeeded = true;
        var named = All.Where(measurement => filters.Any(filter => Matches(filter, measurement.GetType().FullName)))
            .ToList();
        foreach (var measurement in named)
        {
            succeeded &= TryRun(measurement);
        }

        return (named.Count > 0, succeeded);
    }

    /// <summary>Whether there is something left for BenchmarkDotNet, which complains when there isn't.</summary>
    public static bool NamesBenchmarks(IReadOnlyList<string> filters) =>
        typeof(Measurements)
            .Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsClass: true, IsAbstract: false })
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)
            .Any(method => filters.Any(filter => Matches(filter, $"{method.ReflectedType!.FullName}.{method.Name}")));

    private static bool TryRun(IMeasurement measurement)
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"// ** {measurement.Suite} **");
        try
        {
            FigureStore.Save(measurement.Suite, measurement.Run().Select(Print));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Console.Error.WriteLine(
                $"// {measurement.GetType().Name} failed, its figures are left as they were: {failure}"
            );
            return false;
        }

        Console.WriteLine($"// {measurement.Suite}: {watch.Elapsed.TotalSeconds:F0} s");
        RunTimes.Save(measurement.GetType(), watch.Elapsed);
        return true;
    }

    private static bool Matches(string filter, string? name) => FileSystemName.MatchesSimpleExpression(filter, name);

    private static Figure Print(Figure figure)
    {
        Console.WriteLine($"{figure.Table} | {figure.Row} | {figure.Column} | {figure.Value:0.####}");
        return figure;
    }
}
