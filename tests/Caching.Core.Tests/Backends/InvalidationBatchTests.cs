namespace Caching.Core.Tests.Backends;

/// <summary>Several invalidations are as few calls as the backend has for them.</summary>
public sealed class InvalidationBatchTests : GuardFixture
{
    private static readonly Invalidation[] Several =
    [
        Invalidation.Key("a"),
        Invalidation.Tag("s"),
        Invalidation.Pattern("p*"),
        Invalidation.Key("b"),
        Invalidation.Tag("t"),
        Invalidation.Key("b"),
    ];

    [Test]
    public async Task Tags_go_in_one_call_and_keys_in_another()
    {
        Fill();

        Assert.That(await Sut.InvalidateAsync(Several, default), Is.EqualTo(3), "two keys and one by the pattern");

        Assert.That(Script.Calls, Is.EqualTo(new[] { "tags", "delete many", "pattern" }));
        Assert.That(Backend.Inner.Get<int>("tagged").IsHit, Is.False);
        Assert.That(Backend.Inner.Get<int>("kept").IsHit, Is.True);
    }

    [Test]
    public void Synchronous_keys_go_one_by_one()
    {
        Fill();

        Assert.That(Sut.Invalidate(Several), Is.EqualTo(3));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "tags", "delete", "delete", "pattern" }));
        Assert.That(Backend.Inner.Get<int>("tagged").IsHit, Is.False);
        Assert.That(Backend.Inner.Get<int>("kept").IsHit, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task After_the_first_failure_the_rest_is_put_off_unasked(bool isAsync)
    {
        Fail(Refusal(CacheFailureReason.Value), "delete", "delete many");

        _ = isAsync ? await Sut.InvalidateAsync(Several, default) : Sut.Invalidate(Several);

        Assert.That(Script.Calls, Is.EqualTo(new[] { "tags", isAsync ? "delete many" : "delete" }));
        Assert.That(Sut.PendingCount, Is.EqualTo(3), "both keys and the pattern, but not the tags");
    }

    [Test]
    public async Task A_clear_is_carried_out_too()
    {
        Fill();

        await Sut.InvalidateAsync([Invalidation.All, Invalidation.Key("a")], default);

        Assert.That(Script.Calls, Is.EqualTo(new[] { "delete", "clear" }));
        Assert.That(Backend.Inner.Count, Is.Zero);
    }

    private void Fill()
    {
        Backend.Inner.Set("a", 1);
        Backend.Inner.Set("b", 1);
        Backend.Inner.Set("p1", 1);
        Backend.Inner.Set("tagged", 1, new() { Tags = ["t"] });
        Backend.Inner.Set("kept", 1);
    }
}
