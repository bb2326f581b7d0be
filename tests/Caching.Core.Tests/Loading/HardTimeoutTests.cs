using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A load that takes too long is abandoned.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class HardTimeoutTests(BackendKind kind) : FailSafeFixture(kind)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private TestRules<string> Strict => MakeRules(TimeSpan.Zero, Timeout);

    [Test]
    public async Task Leader_and_joiners_get_an_exception_that_says_what_was_loaded_and_how_long_it_was_let()
    {
        var gate = new Gate();
        var leader = GetAsync("k", LoadingAt(gate, "late"), Strict);
        await gate.Reached;
        var joiner = GetAsync("k", () => "no load", Strict);

        Time.Advance(Timeout);

        var failure = (await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => leader.InTime()))!;
        Assert.That(failure.Key, Is.EqualTo("k"));
        Assert.That(failure.Timeout, Is.EqualTo(Timeout));
        Assert.That(failure.StatusCode, Is.EqualTo(504));
        Assert.That(await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => joiner.InTime()), Is.SameAs(failure));
        gate.Open();
    }

    [Test]
    public async Task An_abandoned_load_never_publishes_and_the_next_caller_loads_for_itself()
    {
        var gate = new Gate();
        var finished = new TaskCompletionSource();
        var abandoned = GetAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                finished.SetResult();
                return "late";
            },
            Strict
        );
        await gate.Reached;
        Time.Advance(Timeout);
        await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => abandoned.InTime());

        gate.Open();
        await finished.Task.InTime();

        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_timed_out_flight_takes_no_joiners()
    {
        var gate = new Gate();
        var abandoned = GetAsync("k", LoadingAt(gate, "late"), Strict);
        await gate.Reached;
        Time.Advance(Timeout);
        await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => abandoned.InTime());

        var second = new Gate();
        var leader = GetAsync("k", LoadingAt(second, "second"), Strict);
        await second.Reached;
        var joiner = GetAsync("k", () => "no load", Strict);
        second.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("second"));
        Assert.That(await joiner.InTime(), Is.EqualTo("second"));
        gate.Open();
    }

    [Test]
    public async Task The_loads_own_token_is_cancelled()
    {
        var gate = new Gate();
        var seen = CancellationToken.None;
        var abandoned = GetAsync(
            "k",
            async token =>
            {
                seen = token;
                await gate.PassAsync();
                return "late";
            },
            Strict
        );
        await gate.Reached;
        Assert.That(seen.CanBeCanceled, Is.True);
        Assert.That(seen.IsCancellationRequested, Is.False);

        Time.Advance(Timeout);

        await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => abandoned.InTime());
        Assert.That(seen.IsCancellationRequested, Is.True);
        gate.Open();
    }

    [Test]
    public async Task The_loads_own_token_is_linked_to_the_callers()
    {
        using var caller = new CancellationTokenSource();
        var gate = new Gate();
        var cancelled = GetAsync(
            "k",
            async token =>
            {
                await gate.PassOrGiveUpAsync(token);
                return "never";
            },
            Strict,
            caller.Token
        );
        await gate.Reached;

        await caller.CancelAsync();

        Assert.That(async () => await cancelled.InTime(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_last_value_is_served_instead()
    {
        Rules = MakeRules(MaxAge, Timeout);
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = GetAsync("k", LoadingAt(gate, "late"), Rules);
        await gate.Reached;
        var joiner = GetAsync("k", () => "no load", Rules);

        Time.Advance(Timeout);

        Assert.That(await leader.InTime(), Is.EqualTo("last"));
        Assert.That(await joiner.InTime(), Is.EqualTo("last"));
        gate.Open();
    }

    [Test]
    public async Task A_load_in_time_is_stored_and_its_own_timeout_exception_stays_its_own()
    {
        Assert.That(await GetAsync("k", () => "value", Strict).InTime(), Is.EqualTo("value"));
        await LandedAsync();
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("value"));

        var own = new TimeoutException("the database's");
        var failing = GetAsync("other", Task<string> (_) => Task.FromException<string>(own), Strict);
        Assert.That(await Assert.CatchAsync(() => failing.InTime()), Is.SameAs(own));
    }

    private static Func<CancellationToken, Task<string>> LoadingAt(Gate gate, string value) =>
        async _ =>
        {
            await gate.PassAsync();
            return value;
        };
}
