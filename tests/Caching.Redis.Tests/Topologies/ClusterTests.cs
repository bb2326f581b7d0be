using System.Globalization;
using Caching.Redis.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary>Keys, tags and patterns across the slots of a cluster.</summary>
public sealed class ClusterTests : ClusterFixture
{
    [Test]
    public async Task Tags_reach_the_entries_of_all_buckets()
    {
        var (odd, even) = (KeysOfAllBuckets("odd:"), KeysOfAllBuckets("even:"));
        await Cache.SetManyAsync(odd.ToDictionary(key => key, _ => 1), tags: ["odd", "all"]);
        await Cache.SetManyAsync(even.ToDictionary(key => key, _ => 2), tags: ["even", "all"]);
        Assert.That(await CountHitsAsync([.. odd, .. even]), Is.EqualTo(odd.Count + even.Count));

        await Cache.InvalidateTagsAsync(["odd"]);
        Assert.That((await CountHitsAsync(odd), await CountHitsAsync(even)), Is.EqualTo((0, even.Count)));

        Cache.InvalidateTags(["all"]);
        Assert.That(await CountHitsAsync(even), Is.Zero);
    }

    [Test]
    public async Task Patterns_reach_the_entries_of_all_buckets()
    {
        var (first, second) = (KeysOfAllBuckets("a:"), KeysOfAllBuckets("b:"));
        await Cache.SetManyAsync(first.Concat(second).ToDictionary(key => key, _ => 1));

        Assert.That(await Cache.InvalidatePatternAsync("a:*"), Is.EqualTo(first.Count));
        Assert.That((await CountHitsAsync(first), await CountHitsAsync(second)), Is.EqualTo((0, second.Count)));

        Assert.That(Cache.InvalidatePattern("b:*"), Is.EqualTo(second.Count));
        Assert.That(await Cache.DeleteManyAsync(second), Is.Zero);
    }

    [Test]
    public async Task Held_are_keys_in_their_bucket_and_tags_and_patterns_in_all()
    {
        var backend = Engine.Backend;
        await backend.HoldAsync([Held(Invalidation.Key("k"))], default);
        Assert.That(await CountAsync(bucket => bucket.Holds), Is.EqualTo(1));
        Assert.That(await StoreAsync("k"), Is.EqualTo(Verdict.Held));

        await backend.HoldAsync([Held(Invalidation.Tag("t")), Held(Invalidation.Pattern("p*"))], default);
        Assert.That(await CountAsync(bucket => bucket.Holds), Is.EqualTo(Buckets));
        Assert.That(await CountAsync(bucket => bucket.Globs), Is.EqualTo(Buckets));
        foreach (var number in Enumerable.Range(0, 20))
        {
            Assert.That(await StoreAsync($"p{number}"), Is.EqualTo(Verdict.Held));
            Assert.That(await StoreAsync($"o{number}", "t"), Is.EqualTo(Verdict.Held));
            Assert.That(await StoreAsync($"o{number}", "other"), Is.EqualTo(Verdict.Stored));
        }

        backend.Hold([Held(Invalidation.All)]);
        Assert.That(await StoreAsync("o"), Is.EqualTo(Verdict.Held));

        static Invalidation Held(Invalidation subject) => subject with { FenceFor = TimeSpan.FromMinutes(5) };

        async Task<Verdict> StoreAsync(string key, params string[] tags)
        {
            var since = await backend.BeginAsync(key, default);
            return await backend.StoreAsync(key, 1, new() { Since = since, Tags = tags }, default);
        }

        async Task<int> CountAsync(Func<Bucket, RedisKey> set)
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(Cluster.ConfigurationString);
            var there = await Task.WhenAll(
                Keys.Buckets.Select(bucket => connection.GetDatabase().KeyExistsAsync(set(bucket)))
            );
            return there.Count(isThere => isThere);
        }
    }

    [Test]
    public async Task An_entry_its_indexes_and_its_log_share_a_slot_whatever_braces_the_key_has()
    {
        foreach (var key in (string[])["plain", "{other}:x", "a}b{c}", "{}", "}:e:{", "{{", "user:{1}"])
        {
            var bucket = Keys[$"{Engine.Prefix}:{key}"];
            RedisKey[] keys =
            [
                bucket.Entry(key),
                bucket.Index(key),
                bucket.Index("{tag}"),
                bucket.Log,
                bucket.Registry,
                bucket.Holds,
                bucket.Globs,
            ];

            var slots = await Task.WhenAll(keys.Select(name => Cluster.SlotOfKeyAsync(name.ToString())));
            Assert.That(slots.Distinct().Count(), Is.EqualTo(1), key);

            await Engine.StoreAsync(key, 1, "{tag}", key);
            await Cache.InvalidateTagsAsync([key]);
            Assert.That((await Cache.GetAsync<int>(key)).IsHit, Is.False, key);
        }
    }

    [Test]
    public async Task The_buckets_are_on_all_primaries()
    {
        var primaries = await Task.WhenAll(Keys.Buckets.Select(bucket => PrimaryOfAsync(bucket.Log)));

        Assert.That(primaries.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task The_operators_line_reaches_all_buckets()
    {
        await using var engine = RedisEngine.On(Cluster.ConfigurationString, "shop");
        var keys = KeysOfAllBuckets("rate:");
        await engine.Cache.SetManyAsync(keys.ToDictionary(key => key, _ => 1), tags: ["rates"]);
        await engine.Cache.SetAsync("other", 1);

        var counts = await OperatorLines.RunAsync(Cluster.Nodes[0].Port, "for b in", "trates");

        Assert.That(counts.Split('\n').Sum(int.Parse), Is.EqualTo(keys.Count));
        Assert.That(await engine.Cache.GetManyAsync<int>([.. keys, "other"]), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_pattern_isnt_acknowledged_while_a_slot_moves_and_is_carried_out_once_it_stays()
    {
        var keys = KeysOfAllBuckets("moving:");
        await Cache.SetManyAsync(keys.ToDictionary(key => key, _ => 1));
        var (slot, from, to) = await BetweenTheOtherPrimariesAsync();
        var number = slot.ToString(CultureInfo.InvariantCulture);

        await to.CliAsync("CLUSTER", "SETSLOT", number, "IMPORTING", await from.CliAsync("CLUSTER", "MYID"));
        await from.CliAsync("CLUSTER", "SETSLOT", number, "MIGRATING", await to.CliAsync("CLUSTER", "MYID"));
        var refused = await Assert.ThrowsAsync<CacheConnectionException>(async () =>
            await Engine.Backend.InvalidatePatternAsync($"{Engine.Prefix}:nothing*")
        );
        Assert.That(refused!.Message, Does.Contain("moved slots"));
        Assert.That(
            () => Engine.Backend.InvalidatePattern($"{Engine.Prefix}:nothing*"),
            Throws.InstanceOf<CacheConnectionException>().With.Message.Contain("moved slots")
        );

        await Cache.InvalidatePatternAsync("moving:*");
        Assert.That(Engine.Pending, Is.EqualTo(1));
        Assert.That(await CountHitsAsync(keys), Is.Zero, "nothing is read before it is carried out");

        await from.CliAsync("CLUSTER", "SETSLOT", number, "STABLE");
        await to.CliAsync("CLUSTER", "SETSLOT", number, "STABLE");
        await Polling.UntilAsync(() => Task.FromResult(Engine.Health == "works"), "the cluster is used again");
        Assert.That(await CountHitsAsync(keys), Is.Zero);
        await Engine.StoreAsync(keys[0], 2);
        Assert.That(await CountHitsAsync(keys), Is.EqualTo(1));
    }

    // Of slots that move a node tells its own only, and the first bucket's is the one that is asked first.
    private async Task<(int Slot, RedisProcess From, RedisProcess To)> BetweenTheOtherPrimariesAsync()
    {
        var owners = await Task.WhenAll(Keys.Buckets.Select(bucket => PrimaryOfAsync(bucket.Log)));
        var (from, to) = owners.Distinct().Skip(1).ToArray() switch
        {
            [var second, var third] => (second, third),
            _ => throw new InvalidOperationException("The buckets aren't on three primaries."),
        };
        var bucket = Keys.Buckets[Array.IndexOf(owners, from)];
        return (await Cluster.SlotOfKeyAsync(bucket.Log.ToString()), from, to);
    }
}
