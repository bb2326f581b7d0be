using Caching.Benchmarks.Running;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Caching.Benchmarks.Reporting;

/// <summary>How a chart looks, and where it goes.</summary>
internal static class ChartFile
{
    public static string Save(string name, Action<Plot> draw)
    {
        var plot = new Plot();
        draw(plot);
        plot.SaveSvg(Path.Combine(ProjectFolders.Results, name + ".svg"), 760, 400);
        return name + ".svg";
    }

    /// <summary>Horizontal bars, the first one on top, each with its number.</summary>
    public static void AddBars(Plot plot, string title, IReadOnlyList<(string Name, double Value)> bars)
    {
        plot.Title(title, size: 16);
        var ticks = new NumericManual();
        for (var index = 0; index < bars.Count; index++)
        {
            var position = bars.Count - index;
            ticks.AddMajor(position, bars[index].Name);
            plot.Add.Bar(
                new Bar
                {
                    Position = position,
                    Value = bars[index].Value,
                    Orientation = Orientation.Horizontal,
                    FillColor = IsOurs(bars[index].Name) ? Colors.SteelBlue : Colors.LightGray,
                    Label = MarkdownTable.Number(bars[index].Value, bars[index].Value > 50 ? "0" : "0.00"),
                }
            );
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimits(0, bars.Max(bar => bar.Value) * 1.12, 0.3, bars.Count + 0.7);
    }

    public static void AddLine(Plot plot, string name, IEnumerable<(double X, double Y)> points)
    {
        var sorted = points.OrderBy(point => point.X).ToList();
        var line = plot.Add.Scatter(sorted.Select(point => point.X).ToArray(), [.. sorted.Select(point => point.Y)]);
        line.LegendText = name;
        line.LineWidth = 2;
    }

    public static void AddLogLine(Plot plot, string name, IEnumerable<(double X, double Y)> points) =>
        AddLine(plot, name, points.Select(point => (Math.Log10(point.X), Math.Log10(point.Y))));

    public static void UseLogAxes(Plot plot)
    {
        plot.Axes.Bottom.TickGenerator = Powers();
        plot.Axes.Left.TickGenerator = Powers();
    }

    private static NumericAutomatic Powers() =>
        new()
        {
            IntegerTicksOnly = true,
            LabelFormatter = static power => MarkdownTable.Number(Math.Pow(10, power), "#,0.###"),
        };

    private static bool IsOurs(string name) =>
        name is "Cached" or "CacheAside" or "Memoize" || name.StartsWith("Ours", StringComparison.Ordinal);
}
