using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Faults;

/// <summary>The server answers, but with errors: as a replica, while it loads its data, or to a user without rights.</summary>
public sealed class RefusingServerTests
{
    private const string Secret = "correct-horse-battery-staple";

    [SetUp]
    public void NeedsRedis() => Needs.Redis();

    [Test]
    public async Task A_server_turned_replica_is_not_read_until_the_invalidations_that_it_refused_are_carried_out(
        [Values] bool isSync
    )
    {
        await using var server = await RedisProcess.StartAsync();
        await using var host = new FaultHost(server.EndPoint.ToString());
        await host.HitsAsync(1, isSync);
        await host.HitsAsync(2, isSync);

        await server.CliAsync("REPLICAOF", "127.0.0.1", "1"); // nobody is there: the data stays
        await host.ChangeAsync(1);
        var pending = host.Sum("caching.invalidations.pending");
        var stale = await server.CliAsync("EXISTS", FaultHost.EntryOf(1));
        var read = await host.IsHitAsync(2, isSync);
        await server.CliAsync("REPLICAOF", "NO", "ONE");
        await host.WorksAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pending, Is.EqualTo(1));
            Assert.That(stale, Is.EqualTo("1"), "nothing was refused");
            Assert.That(read, Is.False, "it was read while an invalidation was pending");
            Assert.That(await host.IsHitAsync(1, isSync), Is.False);
        }

        await host.HitsAsync(1, isSync);
        await host.HitsAsync(2, isSync);
        host.SaysOnce();
    }

    [Test]
    public async Task A_server_that_loads_its_data_is_left_alone_until_it_has_it([Values] bool isSync)
    {
        await using var server = await RedisProcess.StartAsync(
            "--enable-debug-command yes --loading-process-events-interval-bytes 1024 --key-load-delay 5000".Split(' ')
        );
        await server.CliAsync("DEBUG", "POPULATE", "500", "filler", "100");
        await using var host = new FaultHost(server.EndPoint.ToString());
        await host.HitsAsync(1, isSync);

        var loading = server.CliAsync("DEBUG", "RELOAD");
        await host.IsOpenAsync(2);
        await using var late = new FaultHost(server.EndPoint.ToString());
        await late.ReadAsync(1, isSync);
        await host.ChangeAsync(1);
        var isLoading = !loading.IsCompleted;
        await loading;
        await host.WorksAsync();
        await host.HitsAsync(1, isSync);
        await late.HitsAsync(1, isSync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(isLoading, Is.True, "it was over too soon to tell anything");
            Assert.That(host.Log.Named("BackendFails").Single().Exception!.ToString(), Does.Contain("LOADING"));
        }

        host.SaysOnce();
    }

    [Test]
    public async Task A_password_that_is_wrong_stops_no_call_and_is_shown_nowhere()
    {
        await using var server = await RedisProcess.StartAsync("--requirepass", "of-the-admin");
        await AdminAsync(server, "ACL", "SETUSER", "shop", "on", ">another", "~*", "&*", "+@all");
        await using var host = new FaultHost($"{server.EndPoint},user=shop,password={Secret}");

        await host.ReadAsync(1);
        await host.ReadAsync(2, isSync: true);
        await host.ChangeAsync(1);
        var closed = await Assert.ThrowsAsync<CacheConnectionException>(() => host.Stock.ClosedAsync(1))!;
        var initialized = await Assert.CatchAsync(async () => await host.Backend.InitializeAsync())!;
        var counted = await Assert.CatchAsync(async () => await host.Cache.IncrementAsync("visits"))!;

        Assert.That($"{host.AllTexts()}{closed}{initialized}{counted}", Does.Not.Contain(Secret));
        await AdminAsync(server, "ACL", "SETUSER", "shop", $">{Secret}");
        await host.HitsAsync(1);
        await host.WorksAsync();
        Assert.That(host.AllTexts(), Does.Not.Contain(Secret));
        host.SaysOnce();
    }

    [Test]
    public async Task A_password_that_is_demanded_later_stops_no_call()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var host = new FaultHost(server.EndPoint.ToString());
        await host.HitsAsync(1);

        await server.CliAsync("CONFIG", "SET", "requirepass", "of-the-admin");
        await AdminAsync(server, "CLIENT", "KILL", "TYPE", "normal");
        await host.IsOpenAsync(1);
        await host.ChangeAsync(1);
        await AdminAsync(server, "CONFIG", "SET", "requirepass", "");
        await host.WorksAsync();
        await host.HitsAsync(1);

        Assert.That(host.AllTexts(), Does.Not.Contain(Secret));
        host.SaysOnce();
    }

    [Test]
    public async Task A_user_who_may_not_store_any_more_still_reads_and_invalidates([Values] bool isSync)
    {
        await using var server = await RedisProcess.StartAsync();
        await server.CliAsync("ACL", "SETUSER", "shop", "on", $">{Secret}", "~*", "&*", "+@all");
        await using var host = new FaultHost($"{server.EndPoint},user=shop,password={Secret}");
        await host.HitsAsync(1, isSync);
        await host.HitsAsync(2, isSync);

        await server.CliAsync("ACL", "SETUSER", "shop", "-set");
        var stored = await host.IsHitAsync(3, isSync);
        await host.SumIsAsync(1, "caching.stores.refused", "reason=denied");
        var hit = await host.IsHitAsync(1, isSync);
        await host.ChangeAsync(2);
        var left = await server.CliAsync("EXISTS", FaultHost.EntryOf(2));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((stored, hit, left), Is.EqualTo((false, true, "0")));
            Assert.That(host.Lines("InvalidationPutOff"), Is.Zero);
            Assert.That(host.AllTexts(), Does.Not.Contain(Secret));
        }

        await server.CliAsync("ACL", "SETUSER", "shop", "+set");
        await host.HitsAsync(3, isSync);
        await host.WorksAsync();
        host.SaysOnce();
    }

    [Test]
    public async Task A_user_who_may_run_no_scripts_any_more_reads_nothing_that_was_changed([Values] bool isSync)
    {
        await using var server = await RedisProcess.StartAsync();
        await server.CliAsync("ACL", "SETUSER", "shop", "on", $">{Secret}", "~*", "&*", "+@all");
        await using var host = new FaultHost($"{server.EndPoint},user=shop,password={Secret}");
        await host.HitsAsync(1, isSync);

        await server.CliAsync("ACL", "SETUSER", "shop", "-eval", "-evalsha");
        await host.ChangeAsync(1);
        var pending = host.Sum("caching.invalidations.pending");
        var hit = await host.IsHitAsync(1, isSync);
        await server.CliAsync("ACL", "SETUSER", "shop", "+eval", "+evalsha");
        await host.WorksAsync();
        await host.HitsAsync(1, isSync);

        Assert.That((pending, hit), Is.EqualTo((1, false)));
        Assert.That(host.AllTexts(), Does.Not.Contain(Secret));
        host.SaysOnce();
    }

    private static Task<string> AdminAsync(RedisProcess server, params string[] command) =>
        server.CliAsync(["-a", "of-the-admin", "--no-auth-warning", .. command]);
}
