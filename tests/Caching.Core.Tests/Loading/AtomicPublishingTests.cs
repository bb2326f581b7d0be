using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A backend that checks each store by itself isn't waited for.</summary>
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Fenced)]
public sealed class AtomicPublishingTests(BackendKind kind) : RegionFixture(kind)
{
    private static readonly TestRules<string> Rules = new() { Tags = ["t"] };

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_invalidation_doesnt_wait_and_the_store_is_refused(bool byTag)
    {
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "old", Rules);
        await gate.Reached;

        await Region.InvalidateAsync([byTag ? Invalidation.Tag("t") : Invalidation.Key("k")], default).InTime();
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
    }

    [Test]
    public async Task Joiners_of_a_value_that_another_process_invalidated_start_over()
    {
        var gate = new Gate();
        var leader = GetAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                return "old";
            },
            Rules
        );
        var joiner = GetAsync("k", () => "new", Rules);
        await gate.Reached;

        // Past the region, as another process would: this process's fence knows nothing of it.
        await Region.Guard.Backend.DeleteAsync("k");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_flight_whose_store_was_sent_takes_no_more_joiners()
    {
        var stored = Script.HoldAfter("set");
        var leader = GetAsync("k", () => "old", Rules);
        await stored.Reached;

        // Another process invalidates what the server stored, before its answer is here.
        await Region.Guard.Backend.DeleteAsync("k");
        var after = GetAsync("k", () => "new", Rules);
        stored.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await after.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_load_is_checked_from_its_position_not_from_its_business_call()
    {
        var look = Script.HoldAfter(Kind == BackendKind.Fenced ? "begin" : LookUp);
        var leader = GetAsync("k", () => "loaded", Rules);
        await look.Reached;
        await Region.Guard.Backend.SetAsync("k", "another process's");

        look.Open();
        await leader.InTime();

        Assert.That(await NextAsync("k", "x"), Is.EqualTo("another process's"));
    }
}
