using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A region with a value under "k" that can be let grow stale.</summary>
public abstract class FailSafeFixture(BackendKind kind) : RegionFixture(kind)
{
    protected static readonly string[] Invalidations = ["key", "tag", "pattern", "clear", "write"];

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

    private protected static async Task<string> OutcomeAsync(Task<string> call)
    {
        try
        {
            return await call.InTime();
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message;
        }
    }

    private protected async Task InvalidateAsync(string by, bool elsewhere)
    {
        if (by == "write")
        {
            _ = elsewhere
                ? await Backend.SetAsync("k", "written")
                : await Region.SetAsync("k", "written", default, default);
            return;
        }

        var what = by switch
        {
            "key" => Invalidation.Key("k"),
            "tag" => Invalidation.Tag("t"),
            "pattern" => Invalidation.Pattern("k*"),
            _ => Invalidation.All,
        };
        _ = elsewhere
            ? await Region.Guard.InvalidateAsync([what], default)
            : await Region.InvalidateAsync([what], default);
    }
}
