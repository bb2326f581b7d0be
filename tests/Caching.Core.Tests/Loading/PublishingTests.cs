using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A backend that takes its time to store, and doesn't check positions: who comes by meanwhile has to wait.</summary>
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Synchronous)]
public sealed class PublishingTests(BackendKind kind) : RegionFixture(kind)
{
    private static readonly TestRules<string> Rules = new() { Tags = ["t"], ResultTags = value => [$"result:{value}"] };

    private static readonly Invalidation[] Invalidations =
    [
        Invalidation.Key("k"),
        Invalidation.Tag("t"),
        Invalidation.Tag("result:old"),
        Invalidation.Pattern("k*"),
        Invalidation.All,
    ];

    private static IEnumerable<TestCaseData> Stages =>
        from invalidation in Invalidations
        from held in new[] { "before", "after" }
        select new TestCaseData(invalidation.ToString(), held);

    [TestCaseSource(nameof(Stages))]
    public async Task An_invalidation_waits_for_the_store_and_then_wins(string which, string held)
    {
        var gate = held == "before" ? Script.HoldBefore("set") : Script.HoldAfter("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;

        var invalidated = Region.InvalidateAsync([Find(which)], default).AsTask();
        var after = GetAsync("k", () => "new", Rules);
        Assert.That(invalidated.IsCompleted, Is.False, "the store may still land");
        gate.Open();
        await invalidated.InTime();

        Assert.That((await NextAsync("k", "newer")), Is.EqualTo("new").Or.EqualTo("newer"));
        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await after.InTime(), Is.Not.Null);
    }

    [Test]
    public async Task Nothing_old_is_left_in_the_backend_after_that()
    {
        var gate = Script.HoldAfter("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;

        var invalidated = Region.InvalidateAsync([Invalidation.Tag("t")], default).AsTask();
        gate.Open();
        await invalidated.InTime();
        await leader.InTime();

        Assert.That(((ScriptedBackend)Region.Guard.Backend).Inner.Get<string>("k").IsHit, Is.False);
    }

    [Test]
    public async Task A_waiting_invalidation_gives_up_with_its_callers_token()
    {
        using var callers = new CancellationTokenSource();
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;
        var invalidated = Region.InvalidateAsync([Invalidation.Key("k")], callers.Token).AsTask();

        await callers.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => invalidated.InTime());
        gate.Open();
        await leader.InTime();
    }

    [Test]
    public async Task An_invalidation_of_something_else_doesnt_wait()
    {
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;

        await Region.InvalidateAsync([Invalidation.Key("other"), Invalidation.Tag("u")], default).InTime();

        gate.Open();
        await leader.InTime();
        Assert.That(await NextAsync("k", "new"), Is.EqualTo("old"));
    }

    [Test]
    public async Task An_explicit_write_waits_for_the_store_and_then_wins()
    {
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;

        var written = Region.SetAsync("k", "written", default, default).AsTask();
        Assert.That(written.IsCompleted, Is.False);
        gate.Open();

        Assert.That(await written.InTime(), Is.True);
        await leader.InTime();
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("written"));
    }

    [Test]
    public async Task A_load_that_began_during_an_explicit_write_doesnt_publish_over_it()
    {
        var write = Script.HoldBefore("set");
        var loading = new Gate();
        var written = Region.SetAsync("k", "written", default, default).AsTask();
        await write.Reached;
        var leader = GetAsync(
            "k",
            async _ =>
            {
                await loading.PassAsync();
                return "old";
            }
        );

        write.Open();
        await written.InTime();
        loading.Open();
        await leader.InTime();

        Assert.That(await NextAsync("k", "x"), Is.Not.EqualTo("old"));
    }

    [Test]
    public async Task A_load_that_began_during_a_count_doesnt_publish_over_the_counter()
    {
        var count = Script.HoldBefore("increment");
        var loading = new Gate();
        var counted = Region.IncrementAsync("k", 5, 0, null, default).AsTask();
        await count.Reached;
        var leader = GetAsync(
            "k",
            async _ =>
            {
                await loading.PassAsync();
                return "loaded";
            }
        );

        count.Open();
        await counted.InTime();
        loading.Open();
        await leader.InTime();

        Assert.That((await Region.Guard.Backend.GetAsync<long>("k")).Value, Is.EqualTo(5));
    }

    [Test]
    public async Task Who_calls_while_a_value_is_stored_looks_again_and_loads_nothing()
    {
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "value", Rules);
        await gate.Reached;
        var caller = GetAsync("k", () => "never called", Rules);
        Assert.That(caller.IsCompleted, Is.False);

        gate.Open();

        Assert.That(await caller.InTime(), Is.EqualTo("value"));
        Assert.That(await leader.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task A_store_that_fails_costs_nobody_the_value()
    {
        Script.Failure = new CacheConnectionException("down", "tested");
        Script.FailsAt = operation => operation == "set";
        var gate = new Gate();
        var leader = GetAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                return "value";
            }
        );
        var joiner = GetAsync("k", () => "never called");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("value"));
        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task What_landed_between_look_up_and_boarding_isnt_loaded_again()
    {
        var look = Script.HoldAfter("get");
        var slow = GetAsync("k", () => "never called");
        await look.Reached;
        await GetAsync("k", () => "value").InTime();

        look.Open();

        Assert.That(await slow.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task What_a_leader_finds_at_its_second_look_up_isnt_shared_with_who_began_later()
    {
        var firstLook = Script.HoldAfter("get");
        var leader = GetAsync("k", () => "unused");
        await firstLook.Reached;
        await GetAsync("k", () => "old").InTime();

        // The invalidation has marked the fence and is on its way when the leader boards and looks again.
        var removal = Script.HoldBefore("delete");
        var invalidated = Region.InvalidateAsync([Invalidation.Key("k")], default).AsTask();
        await removal.Reached;
        var secondLook = Script.HoldAfter("get");
        firstLook.Open();
        await secondLook.Reached;
        removal.Open();
        await invalidated.InTime();
        var after = GetAsync("k", () => "new");
        secondLook.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"), "it began before");
        Assert.That(await after.InTime(), Is.EqualTo("new"));
    }

    private static Invalidation Find(string which) => Invalidations.Single(each => each.ToString() == which);
}
