using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A failed synchronous load is answered with the last value.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class SyncStaleOnErrorTests(BackendKind kind) : FailSafeFixture(kind)
{
    [Test]
    public async Task A_failed_load_is_answered_with_the_last_value()
    {
        await StoreStaleAsync();

        Assert.That(Get("k", string () => throw new InvalidOperationException("down"), Rules), Is.EqualTo("last"));
        Assert.That(Get("k", () => "new", Rules), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_joiner_gets_it_too()
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = Threads.Run(() =>
            Get(
                "k",
                string () =>
                {
                    gate.Pass();
                    throw new InvalidOperationException("down");
                },
                Rules
            )
        );
        await gate.Reached;
        var joiner = Threads.RunUntilBlocked(() => Get("k", () => "no load", Rules));
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("last"));
        Assert.That(await joiner.InTime(), Is.EqualTo("last"));
    }

    [TestCase("key")]
    [TestCase("tag")]
    public async Task A_value_that_is_invalidated_during_the_failing_load_is_no_last_value(string by)
    {
        await StoreStaleAsync();

        Assert.That(
            () =>
                Get(
                    "k",
                    string () =>
                    {
                        Region.Invalidate([by == "key" ? Invalidation.Key("k") : Invalidation.Tag("t")]);
                        throw new InvalidOperationException("down");
                    },
                    Rules
                ),
            Throws.InvalidOperationException
        );
    }
}
