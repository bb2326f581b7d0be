using System.Globalization;
using System.Text;

namespace Caching.Benchmarks.Reporting;

/// <summary>Writes tables.</summary>
internal static class MarkdownTable
{
    public static void Append(StringBuilder text, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        AppendLine(text, heads);
        AppendLine(text, [.. heads.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            AppendLine(text, row);
        }

        text.Append('\n');
    }

    public static string Number(double value, string format = "0.##") =>
        value.ToString(format, CultureInfo.InvariantCulture);

    public static string Time(double nanoseconds) =>
        nanoseconds switch
        {
            < 10_000 => $"{Number(nanoseconds, "0.0")} ns",
            < 10_000_000 => $"{Number(nanoseconds / 1_000, "0.0")} µs",
            _ => $"{Number(nanoseconds / 1_000_000, "0.0")} ms",
        };

    private static void AppendLine(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
