using System.Globalization;
using System.Text;
using Caching.Benchmarks.Running;

namespace Caching.Benchmarks.Reporting;

/// <summary>Writes what people look at, from what the last runs measured.</summary>
internal static class Report
{
    private static readonly string[] Suites =
    [
        "HitPath",
        "Shapes",
        "Keys",
        "MissPath",
        "Invalidation",
        "Stampede",
        "Contention",
        "Memory",
        "Startup",
        "HitRatio",
        "Redis",
    ];

    public static int Write()
    {
        var results = BenchmarkResults.Load();
        if (results.Environment is null)
        {
            Console.Error.WriteLine("Nothing was measured yet: run with --filter '*' first.");
            return 1;
        }

        Directory.CreateDirectory(ProjectFolders.Results);
        foreach (var suite in Suites.Where(results.Has))
        {
            WriteFile($"{suite}.md", new SuitePage(suite, results).Write(Charts.Save(suite, results)));
        }

        WriteFile("README.md", Index(results));
        return 0;
    }

    private static string Index(BenchmarkResults results)
    {
        var text = new StringBuilder("# Results\n\n");
        text.Append("Written by `dotnet run -c Release --project benchmarks/Caching.Benchmarks -- report`; ");
        text.Append("[how to read them](../README.md#how-to-read-them).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{results.Environment}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Compared with {string.Join(", ", Versions.OfContenders())}.\n\n");
        text.AppendJoin(" · ", Suites.Where(results.Has).Select(suite => $"[{suite}]({suite}.md)"))
            .Append("\n\n## Gates\n\n");
        MarkdownTable.Append(
            text,
            ["gate", "limit", "measured", ""],
            Gates.All(results).Select(gate => (string[])[gate.Line, gate.LimitText, gate.FigureText, gate.Verdict])
        );
        return text.ToString().TrimEnd() + "\n";
    }

    private static void WriteFile(string name, string text)
    {
        File.WriteAllText(Path.Combine(ProjectFolders.Results, name), text);
        Console.WriteLine(Path.Combine(ProjectFolders.Results, name));
    }
}
