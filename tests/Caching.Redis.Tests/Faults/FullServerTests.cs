using Autofac;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Faults;

/// <summary>The server has no memory left, or makes room as it likes.</summary>
public sealed class FullServerTests
{
    [SetUp]
    public void NeedsRedis() => Needs.Redis();

    [Test]
    public async Task A_full_server_serves_hits_and_takes_invalidations_and_stores_again_when_there_is_room(
        [Values] bool isSync
    )
    {
        await using var server = await RedisProcess.StartAsync("--maxmemory-policy", "noeviction");
        await using var host = new FaultHost(server.EndPoint.ToString());
        for (var id = 0; id < 5; id++)
        {
            await host.HitsAsync(id, isSync);
        }

        await server.CliAsync("CONFIG", "SET", "maxmemory", "1");
        var hit = await host.IsHitAsync(0, isSync);
        var miss = await host.IsHitAsync(7, isSync);
        await host.SumIsAsync(1, "caching.stores.refused", "reason=full");
        var hitAfterRefusal = await host.IsHitAsync(0, isSync);
        await host.ChangeAsync(1, host.Stock.ChangeByTagAsync);
        await host.ChangeAsync(2, host.Stock.ChangeByKeyAsync);
        await host.ChangeAsync(3, host.Stock.ChangeByPatternAsync);
        host.Stock.Change(4);
        string[] changed = [.. Enumerable.Range(1, 4).Select(FaultHost.EntryOf)];
        var left = await server.CliAsync(["EXISTS", .. changed]);
        var missAfterChange = await host.IsHitAsync(1, isSync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((hit, miss, hitAfterRefusal, missAfterChange), Is.EqualTo((true, false, true, false)));
            Assert.That(left, Is.EqualTo("0"));
            Assert.That(host.Sum("caching.breaker.open", "side=write"), Is.EqualTo(1));
            Assert.That(host.Sum("caching.breaker.open", "side=read"), Is.Zero);
            Assert.That(host.Sum("caching.breaker.open", "side=invalidation"), Is.Zero);
            Assert.That(host.Lines("InvalidationPutOff"), Is.Zero);
        }

        await server.CliAsync("CONFIG", "SET", "maxmemory", "0");
        await host.HitsAsync(7, isSync);
        await host.WorksAsync();

        host.SaysOnce();
    }

    [Test]
    public async Task A_server_that_may_evict_what_tags_need_is_called_degraded_once_and_serves_nothing_wrong()
    {
        await using var server = await RedisProcess.StartAsync("--maxmemory-policy", "allkeys-lru");
        await using var host = new FaultHost(server.EndPoint.ToString());
        await host.Container.InitializeCachingAsync();
        var before = host.Backend.Describe();
        await host.ReadAsync(0);
        var used = (await server.CliAsync("INFO", "memory")).Split('\n')[1].Trim().Split(':')[1];
        await server.CliAsync("CONFIG", "SET", "maxmemory", used);

        for (var id = 0; id < 300; id++)
        {
            await host.ReadAsync(id);
            await host.ReadAsync(id / 2);
            if (id % 10 == 0)
            {
                await host.ChangeAsync(id / 2, host.Stock.ChangeByKeyAsync);
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await server.CliAsync("INFO", "stats"), Does.Not.Contain("evicted_keys:0\r"));
            Assert.That(before, Does.Contain("maxmemory-policy allkeys-lru").And.Not.Contain("degraded"));
            Assert.That(host.Container.DescribeCaching(), Does.Contain("degraded"));
            Assert.That(host.Lines("TagsAreBestEffort"), Is.EqualTo(1));
        }
    }
}
