using Caching.Redis.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Servers;

/// <summary>The primary, replica and sentinels that tests start.</summary>
[Parallelizable]
public sealed class RedisSentinelTests
{
    [SetUp]
    public void NeedsRedis() => Needs.Redis();

    [Test]
    public async Task A_client_finds_the_primary_and_after_its_death_the_replica()
    {
        await using var group = await RedisSentinel.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(group.ConfigurationString);
        await connection.GetDatabase().StringSetAsync("key", "value");
        var before = await group.PrimaryNowAsync();
        await Polling.UntilAsync(
            async () => await group.Replica.CliAsync("GET", "key") == "value",
            "the replica has the key"
        );

        group.Primary.Kill();
        var after = await group.PrimaryNowAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.SameAs(group.Primary));
            Assert.That(after, Is.SameAs(group.Replica));
            Assert.That(await after.CliAsync("GET", "key"), Is.EqualTo("value"));
            Assert.That(await after.CliAsync("SET", "key", "new"), Is.EqualTo("OK"));
        }
    }
}
