namespace Caching.Benchmarks.Reporting;

/// <summary>An entry takes no more than one of IMemoryCache.</summary>
internal static class MemoryGates
{
    public static IEnumerable<Gate> Of(BenchmarkResults results)
    {
        var bytes = results.Figures("Memory").ToDictionary(figure => figure.Row, figure => (double?)figure.Value);
        yield return Row("Ours, T", 163);
        yield return Row("Ours, Task<T>", 235);
        foreach (var (row, _) in bytes.Where(pair => !pair.Key.StartsWith("Ours", StringComparison.Ordinal)))
        {
            yield return Row(row, 0, Bound.None);
        }

        Gate Row(string row, double limit, Bound bound = Bound.AtMost) =>
            new($"Memory, {row}: bytes per entry beyond key and value", bytes.GetValueOrDefault(row), limit, bound);
    }
}
