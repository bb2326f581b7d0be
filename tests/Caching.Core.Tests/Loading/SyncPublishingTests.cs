using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>Synchronous stores in a backend that takes its time.</summary>
public sealed class SyncPublishingTests() : RegionFixture(BackendKind.Synchronous)
{
    [Test]
    public async Task A_synchronous_invalidation_waits_for_a_synchronous_store_and_then_wins()
    {
        var gate = Script.HoldBefore("set");
        var leader = Threads.Run(() => Get("k", () => "old"));
        await gate.Reached;

        var invalidated = Threads.RunUntilBlocked(() => Region.Invalidate([Invalidation.Key("k")]));
        gate.Open();
        await invalidated.InTime();

        Assert.That(Get("k", () => "new"), Is.EqualTo("new"));
        await leader.InTime();
    }

    [Test]
    public async Task An_asynchronous_store_that_lands_after_a_synchronous_invalidation_is_taken_back()
    {
        var gate = Script.HoldBefore("set");
        var leader = GetAsync("k", () => "old");
        await gate.Reached;

        Region.Invalidate([Invalidation.Key("k")]);
        gate.Open();
        await leader.InTime();

        Assert.That(Get("k", () => "new"), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_load_that_began_during_a_synchronous_write_doesnt_publish_over_it()
    {
        var write = Script.HoldBefore("set");
        var loading = new Gate();
        var written = Threads.Run(() => Region.Set("k", "written", default));
        await write.Reached;
        var leader = Threads.Run(() =>
            Get(
                "k",
                () =>
                {
                    loading.Pass();
                    return "old";
                }
            )
        );
        await loading.Reached;

        write.Open();
        await written.InTime();
        loading.Open();
        await leader.InTime();

        Assert.That(Get("k", () => "x"), Is.EqualTo("written"));
    }
}
