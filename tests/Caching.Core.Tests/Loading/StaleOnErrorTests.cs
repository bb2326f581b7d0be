using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A failed load is answered with the last value, and never with an invalidated one.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class StaleOnErrorTests(BackendKind kind) : FailSafeFixture(kind)
{
    [Test]
    public async Task A_failed_load_is_answered_with_the_last_value()
    {
        await StoreStaleAsync();

        Assert.That(await FailAsync(), Is.EqualTo("last"));
    }

    [Test]
    public async Task A_refresh_that_fails_is_answered_with_what_is_there_and_marked()
    {
        await GetAsync("k", () => "live", Rules).InTime();
        await LandedAsync();
        using var scope = CachingScope.Refresh();

        Assert.That(await FailAsync(), Is.EqualTo("live"));
        Assert.That(Logs.Named("LastValuesServed").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_next_caller_loads_again()
    {
        await StoreStaleAsync();
        await FailAsync();

        Assert.That(await GetAsync("k", () => "new", Rules).InTime(), Is.EqualTo("new"));
        await LandedAsync();
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_last_value_is_served_up_to_its_maximum_age_past_its_time_to_live()
    {
        await StoreStaleAsync(MaxAge - TimeSpan.FromMilliseconds(1));
        Assert.That(await FailAsync(), Is.EqualTo("last"));

        Time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThatAsync(() => FailAsync(), Throws.InvalidOperationException.With.Message.EqualTo("down"));
    }

    [Test]
    public async Task Without_a_last_value_the_failure_comes_unchanged()
    {
        var failure = new InvalidOperationException("down");

        var caught = await Assert.CatchAsync(() => GetAsync("k", string () => throw failure, Rules).InTime());

        Assert.That(caught, Is.SameAs(failure));
        await LandedAsync();
    }

    [TestCaseSource(nameof(Invalidations))]
    public async Task A_value_that_was_invalidated_is_no_last_value(string by)
    {
        await StoreStaleAsync();

        await InvalidateAsync(by, elsewhere: false);

        Assert.That(await OutcomeAsync(FailAsync()), Is.EqualTo(by == "write" ? "written" : "down"));
    }

    [TestCaseSource(nameof(Invalidations))]
    public async Task A_value_that_is_invalidated_during_the_failing_load_is_no_last_value(string by)
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var failing = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;

        await InvalidateAsync(by, elsewhere: false);
        gate.Open();

        Assert.That(await OutcomeAsync(failing), Is.EqualTo("down"));
    }

    [Test]
    public async Task What_another_caller_stores_during_the_failing_load_is_served()
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var failing = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;
        var since = (await Backend.GetAsync<string>("k")).Since;

        await Backend.SetAsync("k", "another's", new() { Since = since });
        gate.Open();

        // Without a position the store is an explicit write: in memory that fences the load.
        Assert.That(
            await OutcomeAsync(failing),
            Is.EqualTo(since.IsSet || Kind != BackendKind.Memory ? "another's" : "down")
        );
    }

    [Test]
    public async Task Joiners_get_the_last_value_too_if_they_take_one()
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;
        var joiner = GetAsync("k", () => "no load", Rules);
        var strict = GetAsync("k", () => "no load", new TestRules<string> { Ttl = Ttl, Tags = ["t"] });
        gate.Open();

        Assert.That(await OutcomeAsync(leader), Is.EqualTo("last"));
        Assert.That(await OutcomeAsync(joiner), Is.EqualTo("last"));
        Assert.That(await OutcomeAsync(strict), Is.EqualTo("down"));
    }

    [Test]
    public async Task A_caller_that_cancels_its_own_load_gets_no_last_value()
    {
        await StoreStaleAsync();
        using var caller = new CancellationTokenSource();
        var gate = new Gate();
        var leader = GetAsync(
            "k",
            async token =>
            {
                await gate.PassOrGiveUpAsync(token);
                return "never";
            },
            Rules,
            caller.Token
        );
        await gate.Reached;
        var joiner = GetAsync("k", () => "the joiner's own", Rules);

        await caller.CancelAsync();

        Assert.That(async () => await leader.InTime(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await joiner.InTime(), Is.EqualTo("the joiner's own"));
    }

    [Test]
    public async Task A_load_that_gives_up_by_itself_is_answered_with_the_last_value()
    {
        await StoreStaleAsync();

        var answered = GetAsync("k", string () => throw new TaskCanceledException(), Rules);

        Assert.That(await answered.InTime(), Is.EqualTo("last"));
    }
}
