using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>What the engine asks of a backend that tells positions apart from look-ups, call by call.</summary>
public sealed class FencedLoadsTests() : RegionFixture(BackendKind.Fenced)
{
    private static readonly TestRules<string> Unstored = new() { Tags = ["t"], Stores = _ => false };

    [Test]
    public async Task A_load_is_a_look_up_a_position_and_a_store_and_a_hit_is_a_look_up()
    {
        await GetAsync("k", () => "value").InTime();
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "set"]));

        Assert.That(await NextAsync("k", "x"), Is.EqualTo("value"));
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "set", "look up"]));
    }

    [Test]
    public void A_synchronous_load_is_the_same()
    {
        Get("k", () => "value");
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "set"]));

        Assert.That(Get("k", () => "x"), Is.EqualTo("value"));
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "set", "look up"]));
    }

    [Test]
    public async Task A_joiner_pays_its_look_up_and_nothing_more()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"));
        var joiner = GetAsync("k", () => "never called");
        gate.Open();

        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
        await leader.InTime();
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "look up", "set"]));
    }

    [Test]
    public async Task A_value_that_isnt_stored_and_that_nobody_waits_for_costs_no_check()
    {
        await GetAsync("k", () => "value", Unstored).InTime();
        Get("k", () => "value", Unstored);

        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "look up", "begin"]));
    }

    [Test]
    public async Task A_value_that_isnt_stored_is_checked_for_its_joiners()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"), Unstored);
        var joiner = GetAsync("k", () => "never called", Unstored);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("value"));
        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
        Assert.That(Script.Calls, Is.EqualTo(["look up", "begin", "look up", "check"]));
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    public async Task Joiners_of_an_unstored_value_that_another_process_invalidated_start_over(string way)
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Unstored);
        await gate.Reached;
        await (
            way switch
            {
                "key" => Backend.DeleteAsync("k").AsTask(),
                "tag" => Backend.InvalidateTagsAsync(["t"]).AsTask(),
                _ => Backend.InvalidatePatternAsync("k*").AsTask(),
            }
        );
        var joiner = GetAsync("k", () => "new", Unstored);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"), "it began after the invalidation");
    }

    [Test]
    public async Task A_flight_that_is_being_checked_takes_no_more_joiners()
    {
        var check = Script.HoldAfter("check");
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Unstored);
        var joiner = GetAsync("k", () => "never called", Unstored);
        gate.Open();
        await check.Reached;

        await Backend.DeleteAsync("k");
        var after = GetAsync("k", () => "new", Unstored);
        check.Open();

        Assert.That(await joiner.InTime(), Is.EqualTo("old"), "the check came before the invalidation");
        Assert.That(await after.InTime(), Is.EqualTo("new"));
        await leader.InTime();
    }

    [Test]
    public async Task What_landed_between_look_up_and_boarding_costs_a_second_look_up_and_no_position()
    {
        var look = Script.HoldAfter("look up");
        var slow = GetAsync("k", () => "never called");
        await look.Reached;
        await GetAsync("k", () => "value").InTime();
        look.Open();

        Assert.That(await slow.InTime(), Is.EqualTo("value"));
        Assert.That(Script.Calls, Is.EqualTo(["look up", "look up", "begin", "set", "look up"]));
    }

    [Test]
    public async Task A_joiner_that_also_began_before_a_local_invalidation_starts_over()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"));
        await gate.Reached;
        await Backend.DeleteAsync("k");
        var joiner = GetAsync("k", () => "new");
        await Region.InvalidateAsync([Invalidation.Key("k")], default).InTime();
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"), "another process invalidated before it began");
    }

    [TestCase("look up")]
    [TestCase("begin")]
    public async Task After_its_first_failure_a_call_doesnt_touch_the_backend_again(string failing)
    {
        Fail(failing);
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"));
        var joiner = GetAsync("k", () => "never called");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("value"));
        Assert.That(await joiner.InTime(), Is.EqualTo("value"), "this process's own fences decide");
        Assert.That(Get("other", () => "sync"), Is.EqualTo("sync"));
        Assert.That(Script.CallsOf("set") + Script.CallsOf("check"), Is.Zero);
        Assert.That(Script.CallsOf("begin"), Is.EqualTo(failing == "begin" ? 1 : 0), "nor does the next one");
    }

    [Test]
    public async Task An_unstored_value_without_a_position_isnt_checked_and_is_shared()
    {
        Fail("begin");
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"), Unstored);
        var joiner = GetAsync("k", () => "never called", Unstored);
        gate.Open();
        await leader.InTime();

        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
        Assert.That(Script.CallsOf("check"), Is.Zero);
    }

    [TestCase("set")]
    [TestCase("check")]
    public async Task Without_a_verdict_the_joiners_share(string failing)
    {
        Fail(failing);
        var rules = failing == "set" ? null : Unstored;
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"), rules);
        var joiner = GetAsync("k", () => "never called", rules);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("value"));
        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task Without_a_position_nothing_is_stored()
    {
        ((ScriptedFencedBackend)Backend).HasPositions = false;

        await GetAsync("k", () => "value").InTime();
        Get("k", () => "value");

        Assert.That(Script.CallsOf("set"), Is.Zero, "it would be an explicit write that nothing refuses");
    }

    [Test]
    public async Task A_leader_whose_token_ends_while_it_asks_for_its_position_leaves_the_load_to_its_joiners()
    {
        using var leaders = new CancellationTokenSource();
        var begin = Script.HoldBefore("begin");
        var leader = GetAsync("k", _ => Task.FromResult("never called"), token: leaders.Token);
        await begin.Reached;
        var joiner = GetAsync("k", () => "value");
        await leaders.CancelAsync();
        begin.Open();

        await Assert.CatchAsync<OperationCanceledException>(() => leader.InTime());
        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
    }

    private ICacheBackend Backend => Region.Guard.Backend;

    private void Fail(string operation)
    {
        Script.Failure = new CacheConnectionException("down", "tested");
        Script.FailsAt = called => called == operation;
    }

    private static Func<CancellationToken, Task<string>> Held(Gate gate, string value) =>
        async _ =>
        {
            await gate.PassAsync();
            return value;
        };
}
