namespace Caching.Core.Tests.Loading;

/// <summary>Rules that a test writes down.</summary>
internal sealed class TestRules<T> : LoadRules<T>
{
    public string[] Tags { get; init; } = [];

    public Func<T, string[]> ResultTags { get; init; } = _ => [];

    public Func<T, bool> Stores { get; init; } = value => value is not null;

    public TimeSpan? Ttl { get; init; }

    public FailSafe? FailSafe { get; init; }

    public override StoreDecision Decide(T value) =>
        Stores(value) ? new(true, Ttl, [.. Tags, .. ResultTags(value)]) : default;
}
