using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A region with a value under "k" that can be let grow stale.</summary>
public abstract class FailSafeFixture(BackendKind kind) : RegionFixture(kind)
{
    private protected static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);
    private protected static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private protected TestRules<string> Rules { get; set; } = null!;

    [SetUp]
    public void MakeTheRules() => Rules = MakeRules();

    /// <summary>Stores "last" under the rules of the test and lets its time to live run out.</summary>
    private protected async Task StoreStaleAsync(TimeSpan? age = null)
    {
        await GetAsync("k", () => "last", Rules).InTime();
        await LandedAsync();
        Time.Advance(Ttl + (age ?? TimeSpan.Zero));
    }

    private protected TestRules<string> MakeRules(TimeSpan? staleOnError = null, TimeSpan hardTimeout = default) =>
        new()
        {
            Ttl = Ttl,
            Tags = ["t"],
            FailSafe = new(new StaleNotices(Logs.CreateLogger("Caching"), "tested", "test"), Time)
            {
                StaleOnError = staleOnError ?? MaxAge,
                HardTimeout = hardTimeout,
            },
        };

    /// <summary>Loads that fail.</summary>
    private protected Task<string> FailAsync(string failure = "down") =>
        GetAsync("k", string () => throw new InvalidOperationException(failure), Rules).InTime();

    /// <summary>A load that waits at a gate and then fails.</summary>
    private protected static Func<CancellationToken, Task<string>> FailingAt(Gate gate) =>
        async _ =>
        {
            await gate.PassAsync();
            throw new InvalidOperationException("down");
        };

    private protected ICacheBackend Backend => Region.Guard.Backend;

    // On a fenced backend the store is still under way when its leader has the value.
    private protected Task LandedAsync()
    {
        SpinWait.SpinUntil(() => Region.Flights.Count == 0, TimeSpan.FromSeconds(10));
        return Task.CompletedTask;
    }
}
