namespace Caching.Benchmarks.Reporting;

/// <summary>A promise with a number: the figure is at most, or above, a limit.</summary>
/// <param name="Line">What is promised.</param>
/// <param name="Figure">What was measured; <see langword="null"/> when it wasn't.</param>
/// <param name="Limit">The number.</param>
/// <param name="Bound">Which way round.</param>
internal sealed record Gate(string Line, double? Figure, double Limit, Bound Bound = Bound.AtMost)
{
    public bool Failed =>
        Bound switch
        {
            Bound.AtMost => Figure > Limit,
            Bound.Above => Figure <= Limit,
            _ => false,
        };

    public string Verdict =>
        (Figure, Bound, Failed) switch
        {
            (null, _, _) => "not measured",
            (_, Bound.None, _) => "",
            (_, _, true) => "FAIL",
            _ => "pass",
        };

    public string FigureText => Figure is { } figure ? MarkdownTable.Number(figure, "0.###") : "";

    public string LimitText =>
        Bound switch
        {
            Bound.AtMost => $"≤ {MarkdownTable.Number(Limit)}",
            Bound.Above => $"> {MarkdownTable.Number(Limit)}",
            _ => "",
        };
}
