using System.Globalization;
using System.Text;
using Caching.Benchmarks.Running;

namespace Caching.Benchmarks.Reporting;

/// <summary>The page of one suite: a table for each of its classes, one for each group of its figures, its charts.</summary>
internal sealed class SuitePage(string suite, BenchmarkResults results)
{
    public string Write(IEnumerable<string> charts)
    {
        var text = new StringBuilder($"# {suite}\n\n");
        foreach (var chart in charts)
        {
            text.Append(CultureInfo.InvariantCulture, $"![{Path.GetFileNameWithoutExtension(chart)}]({chart})\n\n");
        }

        foreach (var table in results.Rows.Where(row => row.Suite == suite).GroupBy(row => row.Table))
        {
            AppendTimes(text, table.Key, [.. table]);
        }

        foreach (var table in results.Figures(suite).GroupBy(figure => figure.Table))
        {
            AppendFigures(text, table.Key, [.. table]);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void AppendTimes(StringBuilder text, string title, List<BenchmarkRow> rows)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"## {title.Replace("<", " of ", StringComparison.Ordinal).TrimEnd('>')}\n\n"
        );
        var withParameters = rows.Any(row => row.Parameters != "");
        string[] heads = ["row", .. withParameters ? ["parameters"] : Array.Empty<string>(), "ratio", "bytes", "time"];
        MarkdownTable.Append(text, heads, rows.Select(row => Cells(row, rows, withParameters)));
    }

    private static string[] Cells(BenchmarkRow row, List<BenchmarkRow> rows, bool withParameters)
    {
        var baseline = rows.FirstOrDefault(other => other.IsBaseline && other.Parameters == row.Parameters);
        var ratio = baseline is null ? "" : MarkdownTable.Number(row.Nanoseconds / baseline.Nanoseconds, "0.00");
        return
        [
            row.IsBaseline ? $"**{row.Name}**" : row.Name,
            .. withParameters ? [row.Parameters] : Array.Empty<string>(),
            ratio,
            MarkdownTable.Number(row.Bytes),
            MarkdownTable.Time(row.Nanoseconds),
        ];
    }

    private static void AppendFigures(StringBuilder text, string title, List<Figure> figures)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        var columns = figures.Select(figure => figure.Column).Distinct().ToList();
        MarkdownTable.Append(
            text,
            ["row", .. columns],
            figures.GroupBy(figure => figure.Row).Select(row => (string[])[row.Key, .. columns.Select(At(row))])
        );
    }

    private static Func<string, string> At(IEnumerable<Figure> row) =>
        column =>
            row.FirstOrDefault(figure => figure.Column == column) is { } figure
                ? MarkdownTable.Number(figure.Value, figure.Value > 10 ? "0.#" : "0.###")
                : "";
}
