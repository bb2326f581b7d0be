namespace Caching.Benchmarks.Reporting;

/// <summary>Every promise about speed and size, against what the last runs measured.</summary>
internal static class Gates
{
    public static IEnumerable<Gate> All(BenchmarkResults results) =>
        [
            .. HitGates.Of(results),
            .. RivalGates.Of(results),
            .. InvalidationGates.Of(results),
            .. StampedeGates.Of(results),
            .. MemoryGates.Of(results),
            .. HitRatioGates.Of(results),
            .. RedisGates.Of(results),
            new(
                "The HitPath suite, in seconds",
                results.Figures("Run").Where(run => run.Row == "HitPath").Sum(run => (double?)run.Value),
                240
            ),
        ];

    /// <summary>Prints them, and fails when one does or when one wasn't measured.</summary>
    public static int Print()
    {
        var gates = All(BenchmarkResults.Load()).ToList();
        foreach (var gate in gates)
        {
            Console.WriteLine($"{gate.Verdict, -12} {gate.Line, -78} {gate.FigureText, 10} {gate.LimitText}");
        }

        var passed = gates.Count(gate => gate.Verdict == "pass");
        var failed = gates.Count(gate => gate.Failed);
        var missing = gates.Count(gate => gate is { Figure: null, Bound: not Bound.None });
        Console.WriteLine($"{passed} passed, {failed} failed, {missing} not measured");
        return failed + missing == 0 ? 0 : 1;
    }
}
