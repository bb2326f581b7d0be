using Caching.Redis.Servers;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Redis.Tests.Topologies;

/// <summary>What is left behind is bounded, and goes.</summary>
public sealed class CollectorTests : ServerFixture
{
    private const string Prefix = "sweep";

    private static readonly CacheEntryOptions Brief = new() { Ttl = TimeSpan.FromMilliseconds(30) };

    private static Bucket Bucket => new KeySpace(Prefix, 1).Buckets[0];

    [Test]
    public async Task A_tagged_store_sweeps_two_expired_indexes_and_the_sweep_the_others()
    {
        await using var parts = new RedisParts(Address, Prefix);
        await using var backend = NewBackend(Prefix, time: parts.Time);
        await LetExpireAsync(backend, 5);
        Assert.That(await Database.SortedSetLengthAsync(Bucket.Registry), Is.EqualTo(5));

        var since = (await backend.GetAsync<int>("new")).Since;
        Assert.That(await backend.SetAsync("new", 1, new() { Since = since, Tags = ["new"] }), Is.True);
        Assert.That(await Database.SortedSetLengthAsync(Bucket.Registry), Is.EqualTo(5 - 2 + 1));

        await parts.Collector.SweepAsync(default);
        Assert.That(await Database.SortedSetLengthAsync(Bucket.Registry), Is.EqualTo(1));
        Assert.That(await Database.KeyExistsAsync(Bucket.Index("new")), Is.True);
        Assert.That(
            (await Server.CliAsync("KEYS", "*")).Split('\n'),
            Has.Length.EqualTo(5),
            "meta, log, registry, the entry and its index"
        );
    }

    [Test]
    public async Task After_many_entries_came_and_went_only_the_bookkeeping_is_left()
    {
        await using var parts = new RedisParts(Address, Prefix);
        await using var backend = NewBackend(Prefix, time: parts.Time);
        for (var round = 0; round < 5; round++)
        {
            await LetExpireAsync(backend, 150);
        }

        await parts.Collector.SweepAsync(default);

        // What has expired counts until the server comes by.
        await Polling.UntilAsync(async () => await SizeAsync() == 2, "two keys are left");
        Assert.That(await Database.KeyExistsAsync([Bucket.Log, parts.Keys.Meta]), Is.EqualTo(2));
    }

    [Test]
    public async Task The_log_never_exceeds_its_capacity()
    {
        const int Capacity = 20;
        await using var backend = NewBackend(Prefix, options => options.LogCapacity = Capacity);
        for (var round = 0; round < 30; round++)
        {
            await backend.DeleteAsync($"key{round}");
            await backend.InvalidateTagsAsync([$"a{round}", $"b{round}", $"c{round}"]);
            await backend.InvalidatePatternAsync($"p{round}*");
            await backend.SetAsync($"set{round}", 1);
            await backend.IncrementAsync($"count{round}");
            Assert.That(await Database.SortedSetLengthAsync(Bucket.Log), Is.LessThanOrEqualTo(Capacity));
        }

        Assert.That(await Database.SortedSetLengthAsync(Bucket.Log), Is.EqualTo(Capacity));
    }

    [Test]
    public async Task The_sweep_tells_how_far_the_log_reaches_back()
    {
        using var meter = new MeterRecorder();
        await using var parts = new RedisParts(Address, Prefix + "log");
        await parts.Invalidations.DeleteAsync(["a"], default);
        parts.Time.Advance(TimeSpan.FromMinutes(10));
        await parts.Invalidations.DeleteAsync(["b"], default);

        await parts.Collector.SweepAsync(default);

        var horizon = meter.Of("caching.log.horizon", $"backend={Prefix}log").Single();
        Assert.That(horizon.Value, Is.EqualTo(600).Within(1));
    }

    [Test]
    public async Task The_housekeeper_sweeps_and_writes_down_again_how_the_keys_are_divided()
    {
        var time = new FakeTimeProvider();
        await using var backend = NewBackend(Prefix, time: time);
        await backend.InitializeAsync();
        var meta = new KeySpace(Prefix, 1).Meta;
        Assert.That(
            await Database.StringGetAsync(meta),
            Is.EqualTo((StackExchange.Redis.RedisValue)"format=1 buckets=1")
        );

        await Server.CliAsync("FLUSHALL");
        await LetExpireAsync(backend, 3);
        time.Advance(TimeSpan.FromMinutes(1));
        await Polling.UntilAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return await Database.KeyExistsAsync(meta) && !await Database.KeyExistsAsync(Bucket.Registry);
            },
            "a round sweeps"
        );

        Assert.That(
            await Database.StringGetAsync(meta),
            Is.EqualTo((StackExchange.Redis.RedisValue)"format=1 buckets=1")
        );
    }

    // The indexes outlive their entries: nothing but the collector removes them.
    private async Task LetExpireAsync(RedisCacheBackend backend, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await backend.SetAsync($"brief{number}", 1, Brief with { Tags = [$"tag{number}"] });
        }

        var last = Bucket.Entry($"brief{count - 1}");
        await Polling.UntilAsync(async () => !await Database.KeyExistsAsync(last), "the last entry expires");
    }
}
