namespace Caching.Sample.Reporting;

/// <summary>What the calls of a tour add up to.</summary>
internal sealed class Summary(IReadOnlyCollection<Call> calls)
{
    private readonly Call[] _reads = [.. calls.Where(call => call.Outcome != CallOutcome.Ran)];

    public void Print(Terminal terminal)
    {
        var saved = _reads.Count(call => call.IsAnsweredByCache);
        var ratio = _reads.Length == 0 ? 0 : (double)saved / _reads.Length;
        var writes = calls.Count - _reads.Length;
        terminal.Fact(
            "calls",
            $"{calls.Count:N0}: {Of(CallOutcome.Hit):N0} hits, {Of(CallOutcome.Joined):N0} joined, "
                + $"{Of(CallOutcome.Miss):N0} misses, {writes:N0} writes"
        );
        terminal.Fact("hit ratio", $"{ratio:P1} of the reads (hits and joined)");
        terminal.Fact("median hit", Durations.Text(MedianOf(CallOutcome.Hit)));
        terminal.Fact("median miss", Durations.Text(MedianOf(CallOutcome.Miss)));
        terminal.Fact("time saved", $"{Durations.Text(TimeSaved())}, against the median miss of each method");
        terminal.Fact("queries", $"{calls.Sum(call => call.Queries):N0} run by SQLite for {calls.Count:N0} calls");
    }

    private int Of(CallOutcome outcome) => _reads.Count(call => call.Outcome == outcome);

    private TimeSpan MedianOf(CallOutcome outcome) =>
        Durations.Median(_reads.Where(call => call.Outcome == outcome).Select(call => call.Elapsed));

    // A joined call waited as long as the load that it joined, so it saves a query but hardly any time.
    private TimeSpan TimeSaved()
    {
        var saved = TimeSpan.Zero;
        foreach (var method in _reads.GroupBy(call => call.Method))
        {
            var miss = Durations.Median(method.Where(call => !call.IsAnsweredByCache).Select(call => call.Elapsed));
            foreach (var call in method.Where(call => call.IsAnsweredByCache))
            {
                saved += miss - call.Elapsed;
            }
        }

        return saved;
    }
}
