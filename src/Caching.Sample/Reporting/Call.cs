namespace Caching.Sample.Reporting;

/// <summary>One measured call, and what the cache's meter and the database said while it ran.</summary>
internal sealed class Call(string text)
{
    // Meter and database report on the execution context of the call that they work for, also across awaits.
    private static readonly AsyncLocal<Call?> Ambient = new();
    private long _hits;
    private long _loads;
    private long _joins;
    private long _queries;

    public static Call? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public string Text { get; } = text;

    /// <summary>Gets the called method, such as <c>catalogue.FindAsync</c>.</summary>
    public string Method { get; } = text.Split('(')[0];

    public TimeSpan Elapsed { get; set; }

    public long Queries => Interlocked.Read(ref _queries);

    public CallOutcome Outcome =>
        Interlocked.Read(ref _loads) > 0 ? CallOutcome.Miss
        : Interlocked.Read(ref _joins) > 0 ? CallOutcome.Joined
        : Interlocked.Read(ref _hits) > 0 ? CallOutcome.Hit
        : CallOutcome.Ran;

    public bool IsAnsweredByCache => Outcome is CallOutcome.Hit or CallOutcome.Joined;

    public void AddHits(long count) => Interlocked.Add(ref _hits, count);

    public void AddLoads(long count) => Interlocked.Add(ref _loads, count);

    public void AddJoins(long count) => Interlocked.Add(ref _joins, count);

    public void AddQuery() => Interlocked.Increment(ref _queries);
}
