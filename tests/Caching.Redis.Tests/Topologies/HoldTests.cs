using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary><c>FenceFor</c> across processes: what one invalidated refuses the stores of the others' loads for a while.</summary>
/// <remarks>The server's clock can't be advanced: a hold's end is moved instead.</remarks>
public sealed class HoldTests : ServerFixture
{
    private static readonly CacheLoadOptions Tagged = new() { Tags = ["t"] };
    private static readonly RedisKey Holds = "{shared:0}:holds";

    private RedisEngine _one = null!;
    private RedisEngine _other = null!;

    [SetUp]
    public void StartTwoProcesses()
    {
        _one = RedisEngine.On(Address, "shared", fenceFor: TimeSpan.FromMinutes(1));
        _other = RedisEngine.On(Address, "shared");
    }

    [TearDown]
    public async Task StopThem()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Test]
    public async Task What_another_process_loads_meanwhile_isnt_stored(
        [Values("key", "tag", "pattern", "clear")] string by,
        [Values] bool isSync
    )
    {
        await InvalidateAsync(by, isSync);

        await LoadAsync("k", "lagging", isSync);

        Assert.That((await _other.Cache.GetAsync<string>("k")).IsHit, Is.False);
        await EndAsync();
        await LoadAsync("k", "new", isSync);
        Assert.That(await _other.Cache.GetOrDefaultAsync("k", ""), Is.EqualTo("new"), "once it is over");
        Assert.That(await Database.SortedSetLengthAsync(Holds), Is.Zero, "nothing is left of it");
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    public async Task What_was_loaded_meanwhile_isnt_stored_when_it_is_over_either(string by)
    {
        await InvalidateAsync(by, isSync: false);
        var gate = new Gate();
        var lagging = _other.Cache.GetOrCreateAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                return "lagging";
            },
            Tagged
        );
        await gate.Reached;

        await EndAsync();
        gate.Open();

        Assert.That(await lagging.InTime(), Is.EqualTo("lagging"));
        Assert.That(await LoadAsync("k", "new"), Is.EqualTo("new"));
    }

    [TestCase("key")]
    [TestCase("pattern")]
    public async Task Others_are_stored(string by)
    {
        await InvalidateAsync(by, isSync: false);

        await LoadAsync("other", "value");

        Assert.That(await _other.Cache.GetOrDefaultAsync("other", ""), Is.EqualTo("value"));
    }

    [Test]
    public async Task Explicit_writes_are_stored()
    {
        await InvalidateAsync("clear", isSync: false);

        Assert.That(await _other.Cache.SetAsync("k", "written"), Is.True);
        Assert.That(await _other.Cache.GetOrDefaultAsync("k", ""), Is.EqualTo("written"));
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    public async Task A_held_value_is_good_enough_for_whoever_waits_for_the_verdict_and_is_counted(string by)
    {
        using var meter = new MeterRecorder();
        await InvalidateAsync(by, isSync: false);
        var since = await _other.Backend.BeginAsync("shared:k", default);
        var options = new CacheEntryOptions { Tags = ["t"], Since = since };

        Assert.That(await _other.Backend.SetAsync("shared:k", "lagging", options), Is.True);
        Assert.That(_other.Backend.Set("shared:k", "lagging", options), Is.True);
        Assert.That(await _other.Backend.CheckAsync("shared:k", options, default), Is.True);

        Assert.That((await _other.Cache.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That(meter.Sum("caching.stores.held", _other.MeterTag), Is.EqualTo(2));
    }

    [Test]
    public async Task But_not_one_that_was_invalidated_since()
    {
        var since = await _other.Backend.BeginAsync("shared:k", default);
        var options = new CacheEntryOptions { Tags = ["t"], Since = since };
        await InvalidateAsync("tag", isSync: false);

        Assert.That(await _other.Backend.SetAsync("shared:k", "old", options), Is.False);
        Assert.That(await _other.Backend.CheckAsync("shared:k", options, default), Is.False);
    }

    [Test]
    public async Task A_later_end_counts_whoever_came_first()
    {
        await InvalidateAsync("key", isSync: false);
        var till = (await Database.SortedSetRangeByRankWithScoresAsync(Holds)).Single().Score;

        await using var shorter = RedisEngine.On(Address, "shared", fenceFor: TimeSpan.FromSeconds(1));
        await shorter.Cache.DeleteAsync("k");

        var held = (await Database.SortedSetRangeByRankWithScoresAsync(Holds)).Single();
        Assert.That((held.Element.ToString(), held.Score), Is.EqualTo(("kshared:k", till)));
    }

    [Test]
    public async Task Too_many_are_one_hold_of_everything()
    {
        await using var small = RedisEngine.On(
            Address,
            "shared",
            options => options.LogCapacity = 64,
            fenceFor: TimeSpan.FromMinutes(1)
        );
        await small.Cache.DeleteManyAsync([.. Enumerable.Range(0, 65).Select(number => $"k{number}")]);

        var held = await Database.SortedSetRangeByRankAsync(Holds);

        Assert.That(held.Select(each => each.ToString()), Does.Contain("g*"));
        Assert.That(held, Has.Length.LessThan(40));
        await LoadAsync("any", "lagging");
        Assert.That((await _other.Cache.GetAsync<string>("any")).IsHit, Is.False);
    }

    [Test]
    public async Task Ends_of_many_holds_come_in_steps_and_none_is_forgotten()
    {
        await _one.Cache.DeleteManyAsync([.. Enumerable.Range(0, 250).Select(number => $"k{number}")]);
        await _one.Cache.InvalidatePatternAsync("p*");
        var gate = new Gate();
        var lagging = _other.Cache.GetOrCreateAsync(
            "p1",
            async _ =>
            {
                await gate.PassAsync();
                return "lagging";
            }
        );
        await gate.Reached;
        await EndAsync();

        gate.Open();
        await lagging.InTime();

        Assert.That((await _other.Cache.GetAsync<string>("p1")).IsHit, Is.False);
        await LoadAsync("any", "value");
        await LoadAsync("other", "value");
        Assert.That(await Database.SortedSetLengthAsync(Holds), Is.Zero);
    }

    [Test]
    public async Task What_a_promoted_replica_may_not_know_of_is_held_again()
    {
        await using var parts = new RedisParts(Address, "shared");
        await parts.Calls.SessionAsync(default);
        parts.Owed.Add([Invalidation.Tag("t")]);
        parts.Owed.Add([Invalidation.Tag("t") with { FenceFor = TimeSpan.FromMinutes(1) }]);
        parts.Owed.Add([Invalidation.Tag("t")]);

        await parts.Owed.PayAsync(default);

        Assert.That((await Database.SortedSetRangeByRankAsync(Holds)).Single().ToString(), Is.EqualTo("tt"));
    }

    private Task InvalidateAsync(string by, bool isSync)
    {
        var cache = _one.Cache;
        switch (by)
        {
            case "key":
                return isSync ? Done(cache.Delete("k")) : cache.DeleteAsync("k").AsTask();
            case "pattern":
                return isSync ? Done(cache.InvalidatePattern("k*")) : cache.InvalidatePatternAsync("k*").AsTask();
            case "tag" when isSync:
                cache.InvalidateTags(["t"]);
                return Task.CompletedTask;
            case "tag":
                return cache.InvalidateTagsAsync(["t"]).AsTask();
            default:
                return cache.ClearAsync().AsTask();
        }

        static Task Done<T>(T _) => Task.CompletedTask;
    }

    private async Task<string> LoadAsync(string key, string value, bool isSync = false)
    {
        var loaded = isSync
            ? _other.Cache.GetOrCreate(key, () => value, Tagged)
            : await _other.Cache.GetOrCreateAsync(key, _ => Task.FromResult(value), Tagged);
        await _other.LandedAsync();
        return loaded;
    }

    // As if their time had passed.
    private async Task EndAsync()
    {
        foreach (var held in await Database.SortedSetRangeByRankAsync(Holds))
        {
            await Database.SortedSetAddAsync(Holds, held, 1);
        }
    }
}
