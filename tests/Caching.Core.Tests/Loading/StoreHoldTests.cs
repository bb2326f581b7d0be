using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary><c>FenceFor</c>: what was invalidated refuses stores for a while.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Fenced)]
public sealed class StoreHoldTests(BackendKind kind) : RegionFixture(kind)
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    private static readonly TestRules<string> Tagged = new() { ResultTags = _ => ["tag"] };

    private static readonly Invalidation[] Subjects =
    [
        Invalidation.Key("k"),
        Invalidation.Tag("tag"),
        Invalidation.Pattern("k*"),
        Invalidation.All,
    ];

    [TestCaseSource(nameof(Subjects))]
    public async Task A_load_begun_after_the_invalidation_isnt_stored_until_the_time_is_over(object subject)
    {
        await InvalidateAsync((Invalidation)subject);

        Assert.That(await GetAsync("k", () => "lagging", Tagged).InTime(), Is.EqualTo("lagging"));
        Time.Advance(Lag - TimeSpan.FromMilliseconds(1));
        Assert.That(await GetAsync("k", () => "current", Tagged).InTime(), Is.EqualTo("current"));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await GetAsync("k", () => "stored", Tagged).InTime(), Is.EqualTo("stored"));
        Assert.That(await GetAsync("k", () => "unused", Tagged).InTime(), Is.EqualTo("stored"));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task A_load_begun_before_the_end_isnt_stored_after_it(object subject)
    {
        await InvalidateAsync((Invalidation)subject);
        var gate = new TaskCompletionSource<string>();
        var load = GetAsync("k", _ => gate.Task, Tagged);
        Time.Advance(Lag);
        gate.SetResult("lagging");

        Assert.That(await load.InTime(), Is.EqualTo("lagging"));
        Assert.That(await GetAsync("k", () => "stored", Tagged).InTime(), Is.EqualTo("stored"));
        Assert.That(await GetAsync("k", () => "unused", Tagged).InTime(), Is.EqualTo("stored"));
    }

    [Test]
    public async Task Callers_share_a_load_that_isnt_stored()
    {
        await InvalidateAsync(Invalidation.Key("k"));
        var gate = new TaskCompletionSource<string>();
        var leader = GetAsync("k", _ => gate.Task);
        var joiner = GetAsync("k", () => "own");
        gate.SetResult("shared");

        Assert.That(await leader.InTime(), Is.EqualTo("shared"));
        Assert.That(await joiner.InTime(), Is.EqualTo("shared"));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task What_the_subject_doesnt_concern_is_stored_and_so_are_explicit_writes(object subject)
    {
        await InvalidateAsync((Invalidation)subject);
        if (!subject.Equals(Invalidation.All))
        {
            await NextAsync("other", "stored");
            Assert.That(await NextAsync("other", "unused"), Is.EqualTo("stored"));
        }

        await Region.SetAsync("k", "written", new() { Ttl = TimeSpan.FromMinutes(1), Tags = ["tag"] }, default);
        Assert.That(await NextAsync("k", "unused"), Is.EqualTo("written"));
    }

    private async Task InvalidateAsync(Invalidation subject) =>
        await Region.InvalidateAsync([subject with { FenceFor = Lag }], default);
}
