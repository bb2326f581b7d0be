using Caching.Redis.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Servers;

/// <summary>The cluster that tests start.</summary>
[Parallelizable]
public sealed class RedisClusterTests
{
    private RedisCluster _cluster = null!;

    [OneTimeSetUp]
    public async Task StartCluster()
    {
        Needs.Redis();
        _cluster = await RedisCluster.StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndCluster()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Test]
    public async Task It_serves_keys_of_slots_on_each_of_its_three_primaries()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_cluster.ConfigurationString);
        var database = connection.GetDatabase();
        var keys = Enumerable.Range(0, 300).Select(i => $"key:{i}").ToList();

        await Task.WhenAll(keys.Select(key => database.StringSetAsync(key, key)));
        var values = await Task.WhenAll(keys.Select(key => database.StringGetAsync(key)));

        Assert.That(values.Select(value => value.ToString()), Is.EqualTo(keys));
        foreach (var slot in (int[])[0, 8191, 16383])
        {
            var primary = await _cluster.PrimaryOfSlotAsync(slot);
            Assert.That(int.Parse(await primary.CliAsync("DBSIZE"), null), Is.GreaterThan(50), $"slot {slot}");
        }
    }

    [Test]
    public async Task A_slot_and_a_key_lead_to_the_primary_that_serves_them()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_cluster.ConfigurationString);
        var slot = connection.HashSlot("{shop:7}:e:x");

        var primary = await _cluster.PrimaryOfKeyAsync("{shop:7}:e:x");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _cluster.SlotOfKeyAsync("{shop:7}:e:x"), Is.EqualTo(slot));
            Assert.That(await _cluster.PrimaryOfSlotAsync(slot), Is.SameAs(primary));
            Assert.That(await primary.CliAsync("SET", "{shop:7}:e:x", "1"), Is.EqualTo("OK")); // any other says MOVED
            Assert.That(_cluster.Nodes, Has.Count.EqualTo(6));
            Assert.That(_cluster.EndPoints, Has.Member(primary.EndPoint));
        }
    }

    [Test]
    public async Task A_killed_primary_is_followed_by_its_replica_and_comes_back_as_a_replica()
    {
        var killed = await _cluster.PrimaryOfSlotAsync(0);

        killed.Kill();
        var promoted = await _cluster.PrimaryOfSlotAsync(0);
        await killed.RestartAsync();

        Assert.That(promoted, Is.Not.SameAs(killed));
        await Polling.UntilAsync(
            async () => (await killed.CliAsync("INFO", "replication")).Contains("role:slave", StringComparison.Ordinal),
            "the killed primary is a replica"
        );
        Assert.That(await _cluster.PrimaryOfSlotAsync(0), Is.SameAs(promoted));
        await _cluster.WaitUntilCompleteAsync();
    }
}
