using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A load that began before an invalidation or an explicit write never publishes its value after it.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class FenceTests(BackendKind kind) : RegionFixture(kind)
{
    private static readonly TestRules<string> Rules = new() { Tags = ["t"], ResultTags = value => [$"result:{value}"] };

    private static readonly string[] Ways = ["key", "tag", "result tag", "pattern", "clear"];

    [TestCaseSource(nameof(Ways))]
    public async Task A_value_loaded_before_an_invalidation_isnt_stored_after_it_H3(string way)
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);
        await gate.Reached;

        await InvalidateAsync(way).InTime();
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"), "the caller began before");
        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task Who_calls_after_an_invalidation_loads_for_itself_and_who_joined_before_may_share(string way)
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);
        var before = GetAsync("k", () => Kind == BackendKind.Fenced ? "new" : "never called", Rules);
        await gate.Reached;

        await InvalidateAsync(way).InTime();
        var after = GetAsync("k", () => "new", Rules);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));

        // Where other processes invalidate too, one may have done so before it joined: it starts over.
        Assert.That(await before.InTime(), Is.EqualTo(Kind == BackendKind.Fenced ? "new" : "old"));
        Assert.That(await after.InTime(), Is.EqualTo("new"));
        Assert.That(await NextAsync("k", "newer"), Is.EqualTo("new"), "the later load is the one that is stored");
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    public async Task Who_joins_the_load_after_the_invalidation_gets_the_value_of_that_load(string way)
    {
        var old = new Gate();
        var fresh = new Gate();
        var leader = GetAsync("k", Held(old, "old"), Rules);
        await InvalidateAsync(way).InTime();
        var second = GetAsync("k", Held(fresh, "new"), Rules);
        var joiner = GetAsync("k", () => "never called", Rules);

        old.Open();
        await leader.InTime();
        fresh.Open();

        Assert.That(await second.InTime(), Is.EqualTo("new"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"));
        Assert.That(await NextAsync("k", "newer"), Is.EqualTo("new"));
    }

    [Test]
    public async Task An_explicit_write_during_a_load_stays()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);

        await Region.SetAsync("k", "written", default, default).InTime();
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("written"), "while the load runs");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("written"), "after it has landed");
    }

    [Test]
    public async Task An_explicit_write_of_several_during_a_load_stays()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);

        await Region.SetManyAsync(new Dictionary<string, string> { ["k"] = "written" }, default, default).InTime();
        gate.Open();
        await leader.InTime();

        Assert.That(await NextAsync("k", "x"), Is.EqualTo("written"));
    }

    [Test]
    public async Task A_counter_made_during_a_load_of_its_key_stays()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);

        await Region.IncrementAsync("k", 5, 0, null, default).InTime();
        gate.Open();
        await leader.InTime();

        Assert.That((await Region.Guard.Backend.GetAsync<long>("k")).Value, Is.EqualTo(5));
    }

    [Test]
    public async Task A_counter_that_was_there_before_a_load_stays_where_the_backend_checks_stores()
    {
        await Region.IncrementAsync("k", 5, 0, null, default);

        Assert.That(await GetAsync("k", () => "loaded", Rules).InTime(), Is.EqualTo("loaded"));

        var isChecked = Kind is BackendKind.Memory or BackendKind.Atomic or BackendKind.Fenced;
        Assert.That((await Region.Guard.Backend.GetAsync<long>("k")).IsHit, Is.EqualTo(isChecked));
    }

    [TestCase("other key")]
    [TestCase("other tag")]
    [TestCase("other pattern")]
    public async Task What_doesnt_concern_a_load_doesnt_fence_it(string way)
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "loaded"), Rules);
        await InvalidateAsync(way).InTime();
        var joiner = GetAsync("k", () => "never called", Rules);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("loaded"));
        Assert.That(await joiner.InTime(), Is.EqualTo("loaded"));
        Assert.That(await NextAsync("k", "x"), Is.EqualTo("loaded"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_load_outlives_any_number_of_invalidations(bool concerned)
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), Rules);
        if (concerned)
        {
            await InvalidateAsync("pattern");
        }

        for (var i = 0; i < 20_000; i++)
        {
            await Region.InvalidateAsync([Invalidation.Key($"other{i}"), Invalidation.Tag($"other{i}")], default);
        }

        gate.Open();
        await leader.InTime();

        // A backend that checks positions keeps so many invalidations only; a position older than those is refused.
        var refused = concerned || Kind is BackendKind.Atomic or BackendKind.Fenced;
        Assert.That(await NextAsync("k", "new"), Is.EqualTo(refused ? "new" : "old"));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task What_was_stored_is_gone_once_the_invalidation_is_acknowledged(string way)
    {
        await GetAsync("k", () => "old", Rules);

        await InvalidateAsync(way).InTime();

        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task A_value_that_isnt_stored_is_fenced_for_later_joiners_all_the_same(string way)
    {
        var rules = new TestRules<string> { Tags = ["t"], Stores = _ => false };
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"), rules);
        await InvalidateAsync(way == "result tag" ? "tag" : way).InTime();
        var after = GetAsync("k", () => "new", rules);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await after.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_failure_of_a_fenced_load_isnt_shared_with_later_callers()
    {
        var gate = new Gate();
        var leader = GetAsync<string>(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                throw new InvalidOperationException("old");
            },
            Rules
        );
        await InvalidateAsync("key").InTime();
        var after = GetAsync("k", () => "new", Rules);
        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => leader.InTime());
        Assert.That(await after.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task An_invalidation_inside_a_load_fences_that_load()
    {
        var value = await GetAsync<string>(
                "k",
                async _ =>
                {
                    await InvalidateAsync("tag");
                    return "old";
                },
                Rules
            )
            .InTime();

        Assert.That(value, Is.EqualTo("old"));
        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
    }

    private static Func<CancellationToken, Task<T>> Held<T>(Gate gate, T value) =>
        async _ =>
        {
            await gate.PassAsync();
            return value;
        };

    private async Task InvalidateAsync(string way) =>
        await Region.InvalidateAsync(
            [
                way switch
                {
                    "key" => Invalidation.Key("k"),
                    "tag" => Invalidation.Tag("t"),
                    "result tag" => Invalidation.Tag("result:old"),
                    "pattern" => Invalidation.Pattern("[k]*"),
                    "clear" => Invalidation.All,
                    "other key" => Invalidation.Key("other"),
                    "other tag" => Invalidation.Tag("other"),
                    _ => Invalidation.Pattern("k?"),
                },
            ],
            default
        );
}
