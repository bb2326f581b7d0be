using Caching.Redis.Servers;
using Caching.TestKit.Recording;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary><c>FenceFor</c> across processes: what one of them invalidated refuses the stores of all of them for a while.</summary>
public sealed class HoldTests : ServerFixture
{
    private const string Prefix = "held";

    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(5); // tests end holds themselves
    private static readonly string[] Tags = ["tag"];

    private static readonly Invalidation[] Subjects =
    [
        Invalidation.Key("k:1"),
        Invalidation.Tag("tag"),
        Invalidation.Pattern("k:*"),
        Invalidation.All,
    ];

    private RedisCacheBackend _here = null!;
    private RedisCacheBackend _there = null!;

    private static Bucket Bucket => new KeySpace(Prefix, 1).Buckets[0];

    [SetUp]
    public void MakeTwoProcesses()
    {
        _here = NewBackend(Prefix);
        _there = NewBackend(Prefix);
    }

    [TearDown]
    public async Task EndTheProcesses()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Test]
    public async Task A_load_elsewhere_begun_after_the_invalidation_isnt_stored_until_the_time_is_over(
        [ValueSource(nameof(Subjects))] object subject,
        [Values] bool isSync
    )
    {
        await InvalidateAsync((Invalidation)subject, isSync);

        Assert.That(await StoreAsync(_there, await BeginAsync(_there), isSync), Is.EqualTo(Verdict.Held));
        Assert.That(await StoreAsync(_here, await BeginAsync(_here), isSync), Is.EqualTo(Verdict.Held));
        Assert.That((await _there.GetAsync<string>("k:1")).IsHit, Is.False);

        await EndHoldsAsync();
        Assert.That(await StoreAsync(_there, await BeginAsync(_there), isSync), Is.EqualTo(Verdict.Stored));
        Assert.That(await SizesAsync(), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_load_elsewhere_begun_before_the_end_is_refused_after_it(
        [ValueSource(nameof(Subjects))] object subject,
        [Values] bool isAnotherAhead
    )
    {
        await InvalidateAsync((Invalidation)subject);
        var since = await BeginAsync(_there);
        await EndHoldsAsync();
        if (isAnotherAhead)
        {
            Assert.That(await StoreAsync(_here, await BeginAsync(_here)), Is.EqualTo(Verdict.Stored));
        }

        Assert.That(await StoreAsync(_there, since), Is.EqualTo(Verdict.Refused));
        Assert.That(await StoreAsync(_there, await BeginAsync(_there)), Is.EqualTo(Verdict.Stored));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task A_load_begun_before_the_invalidation_is_refused_as_ever(object subject)
    {
        var since = await BeginAsync(_there);
        await InvalidateAsync((Invalidation)subject);

        Assert.That(await StoreAsync(_there, since), Is.EqualTo(Verdict.Refused));
    }

    [Test]
    public async Task What_no_subject_concerns_is_stored()
    {
        foreach (var subject in Subjects.Where(subject => subject != Invalidation.All))
        {
            await InvalidateAsync(subject);
        }

        await InvalidateAsync(Invalidation.Pattern("another:*"));

        Assert.That(await StoreAsync(_there, await BeginAsync(_there), key: "other"), Is.EqualTo(Verdict.Held), "tag");
        Assert.That(
            await StoreAsync(_there, await BeginAsync(_there), key: "other", tags: []),
            Is.EqualTo(Verdict.Stored)
        );
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task Explicit_writes_and_counts_arent_held(object subject)
    {
        await InvalidateAsync((Invalidation)subject);

        Assert.That(await _there.SetAsync("k:1", "written", new() { Tags = Tags }), Is.True);
        Assert.That((await _here.GetAsync<string>("k:1")).Value, Is.EqualTo("written"));
        Assert.That(await _there.IncrementAsync("k:2"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Subjects))]
    public async Task A_check_doesnt_look_at_holds_so_that_joiners_share_what_isnt_stored(object subject)
    {
        await InvalidateAsync((Invalidation)subject);
        var options = new CacheEntryOptions { Since = await BeginAsync(_there), Tags = Tags };

        Assert.That(await _there.CheckAsync("k:1", options, default), Is.True);
    }

    [Test]
    public async Task A_shorter_hold_doesnt_end_a_longer_one()
    {
        await InvalidateAsync(Invalidation.Key("k:1"));
        var end = await Database.SortedSetScoreAsync(Bucket.Holds, "kk:1");
        await _there.HoldAsync([Invalidation.Key("k:1") with { FenceFor = TimeSpan.FromMilliseconds(1) }], default);

        Assert.That(await Database.SortedSetScoreAsync(Bucket.Holds, "kk:1"), Is.EqualTo(end));
    }

    [TestCase(InvalidationKind.Key)]
    [TestCase(InvalidationKind.Pattern)]
    public async Task Too_many_hold_everything_until_the_last_of_them_ends(InvalidationKind kind)
    {
        await using var small = NewBackend(Prefix, options => options.LogCapacity = 16);
        await small.HoldAsync([.. Enumerable.Range(0, 16).Select(Numbered)], default);
        Assert.That(await StoreAsync(_there, await BeginAsync(_there)), Is.EqualTo(Verdict.Stored));
        var longest = Numbered(16) with { FenceFor = 2 * Lag };
        await small.HoldAsync([longest], default);

        Assert.That(await SizesAsync(), Is.EqualTo((0, 1)));
        Assert.That(await StoreAsync(_there, await BeginAsync(_there)), Is.EqualTo(Verdict.Held));
        var end = await Database.SortedSetScoreAsync(Bucket.Globs, "g*");
        Assert.That(
            DateTimeOffset.FromUnixTimeMilliseconds((long)end!.Value) - DateTimeOffset.UtcNow,
            Is.InRange(Lag, 2 * Lag)
        );

        Invalidation Numbered(int number) => new(kind, $"other{number}") { FenceFor = Lag };
    }

    [Test]
    public async Task Holds_have_no_time_to_live_which_policies_of_eviction_look_for()
    {
        await InvalidateAsync(Invalidation.Key("k:1"));
        await InvalidateAsync(Invalidation.All);

        Assert.That(await Database.KeyTimeToLiveAsync(Bucket.Holds), Is.Null);
        Assert.That(await Database.KeyTimeToLiveAsync(Bucket.Globs), Is.Null);
        Assert.That(await SizesAsync(), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task More_that_are_over_than_one_step_takes_still_refuse()
    {
        Invalidation[] many = [.. Enumerable.Range(0, 250).Select(number => Invalidation.Key($"a{number}"))];
        await _here.HoldAsync([.. many.Select(one => one with { FenceFor = Lag })], default);
        await InvalidateAsync(Invalidation.Key("k:1"));
        var since = await BeginAsync(_there);
        await EndHoldsAsync();

        Assert.That(await StoreAsync(_there, since), Is.Not.EqualTo(Verdict.Stored));
        Assert.That((await SizesAsync()).Holds, Is.EqualTo(151));
        await BeginAsync(_there);
        await BeginAsync(_there);
        Assert.That(await StoreAsync(_there, await BeginAsync(_there)), Is.EqualTo(Verdict.Stored));
    }

    [Test]
    public async Task What_is_owed_is_held_again_for_the_longest_time_that_was_asked_for()
    {
        await using var parts = new RedisParts(Address, Prefix);
        var longest = Invalidation.Key("k:1") with { FenceFor = Lag };
        parts.Owed.Add([longest, Invalidation.Tag("tag"), Invalidation.All]);
        parts.Owed.Add([Invalidation.Key("k:1"), Invalidation.All with { FenceFor = Lag }]);

        Assert.That(await parts.Owed.PayAsync(default), Is.EqualTo(3));

        Assert.That(await SizesAsync(), Is.EqualTo((1, 1)));
        Assert.That(await parts.Owed.PayAsync(default), Is.Zero);
    }

    [Test]
    public async Task A_container_holds_in_every_process_what_it_invalidates_by_default()
    {
        using var meter = new MeterRecorder();
        await using var holding = RedisEngine.On(Address, "engine", fenceFor: Lag);
        await using var other = RedisEngine.On(Address, "engine");
        await holding.Cache.InvalidateTagsAsync(Tags);

        Assert.That(await other.LoadAsync("k", "lagging", Tags), Is.EqualTo("lagging"));
        await Polling.UntilAsync(
            () => Task.FromResult(meter.Sum("caching.stores.refused", other.MeterTag, "reason=held") == 1),
            "the store is held"
        );
        Assert.That(await other.LoadAsync("k", "loaded again", Tags), Is.EqualTo("loaded again"));
    }

    private async Task InvalidateAsync(Invalidation subject, bool isSync = false)
    {
        var step = new InvalidationStep([subject with { FenceFor = Lag }]);
        if (isSync)
        {
            step.Run(_here);
        }
        else
        {
            await step.RunAsync(_here, default);
        }
    }

    private static ValueTask<CacheMark> BeginAsync(RedisCacheBackend backend) => backend.BeginAsync("k:1", default);

    private static async Task<Verdict> StoreAsync(
        RedisCacheBackend backend,
        CacheMark since,
        bool isSync = false,
        string key = "k:1",
        string[]? tags = null
    )
    {
        var options = new CacheEntryOptions { Since = since, Tags = tags ?? Tags };
        return isSync
            ? backend.Store(key, "loaded", options)
            : await backend.StoreAsync(key, "loaded", options, default);
    }

    private async Task EndHoldsAsync()
    {
        foreach (var holds in (RedisKey[])[Bucket.Holds, Bucket.Globs])
        {
            foreach (var member in await Database.SortedSetRangeByRankAsync(holds))
            {
                await Database.SortedSetAddAsync(holds, member, 1);
            }
        }
    }

    private async Task<(long Holds, long Globs)> SizesAsync() =>
        (await Database.SortedSetLengthAsync(Bucket.Holds), await Database.SortedSetLengthAsync(Bucket.Globs));
}
