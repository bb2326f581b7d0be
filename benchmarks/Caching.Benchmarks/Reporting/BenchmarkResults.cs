using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Caching.Benchmarks.Running;

namespace Caching.Benchmarks.Reporting;

/// <summary>What the last runs measured: BenchmarkDotNet's JSON, and the figures that aren't times.</summary>
internal sealed class BenchmarkResults
{
    private readonly Dictionary<(string Suite, string Table, string Name, string Parameters), BenchmarkRow> _rows = [];

    private BenchmarkResults() { }

    /// <summary>Gets the machine, the runtime and the date of the newest result; <see langword="null"/> when there is none.</summary>
    public string? Environment { get; private set; }

    public IEnumerable<BenchmarkRow> Rows => _rows.Values;

    public static BenchmarkResults Load()
    {
        var results = new BenchmarkResults();
        var folder = new DirectoryInfo(Path.Combine(ProjectFolders.Artifacts, "results"));
        var files = folder.Exists ? folder.GetFiles("*-brief-compressed.json") : [];
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.FullName));
            results.Add(json.RootElement, file.LastWriteTimeUtc);
        }

        return results;
    }

    public IReadOnlyList<Figure> Figures(string suite) => FigureStore.Load(suite);

    /// <summary>Whether anything of a suite was measured.</summary>
    public bool Has(string suite) => Figures(suite).Count > 0 || Rows.Any(row => row.Suite == suite);

    public BenchmarkRow? Find(string suite, string table, string name, string parameters = "") =>
        _rows.GetValueOrDefault((suite, table, name, parameters));

    public double? Time(string suite, string table, string name, string parameters = "") =>
        Find(suite, table, name, parameters)?.Nanoseconds;

    private void Add(JsonElement report, DateTime written)
    {
        var host = report.GetProperty("HostEnvironmentInfo");
        Environment =
            $"{Text(host, "ProcessorName")}, {host.GetProperty("LogicalCoreCount")} logical cores, "
            + $"{Text(host, "OsVersion")}, {Text(host, "RuntimeVersion")}, "
            + $"BenchmarkDotNet {Text(host, "BenchmarkDotNetVersion")}, {written:yyyy-MM-dd}";
        foreach (var benchmark in report.GetProperty("Benchmarks").EnumerateArray())
        {
            if (benchmark.GetProperty("Statistics") is { ValueKind: JsonValueKind.Object } statistics)
            {
                var row = Read(benchmark, statistics);
                _rows[(row.Suite, row.Table, row.Name, row.Parameters)] = row;
            }
        }
    }

    private static BenchmarkRow Read(JsonElement benchmark, JsonElement statistics)
    {
        var space = Text(benchmark, "Namespace");
        var table = Text(benchmark, "Type");
        var name = Text(benchmark, "Method");
        return new(
            space.Split('.')[^1],
            table,
            name,
            Text(benchmark, "Parameters"),
            statistics.GetProperty("Median").GetDouble(),
            benchmark.GetProperty("Memory").GetProperty("BytesAllocatedPerOperation").GetInt64(),
            IsBaseline($"{space}.{table}", name)
        );
    }

    private static bool IsBaseline(string type, string method) =>
        FindType(type)
            ?.GetMethod(method)
            ?.GetCustomAttributes(typeof(BenchmarkAttribute), inherit: true)
            .OfType<BenchmarkAttribute>()
            .Any(benchmark => benchmark.Baseline) == true;

    private static Type? FindType(string name) =>
        name.IndexOf('<', StringComparison.Ordinal) is > 0 and var end
            ? typeof(BenchmarkResults).Assembly.GetType($"{name[..end]}`1")
            : typeof(BenchmarkResults).Assembly.GetType(name);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
