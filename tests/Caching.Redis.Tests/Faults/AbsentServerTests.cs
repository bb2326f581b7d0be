using Autofac;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using Caching.TestKit.Doubles;

namespace Caching.Redis.Tests.Faults;

/// <summary>The server isn't there: at the start, or any more.</summary>
public sealed class AbsentServerTests
{
    private RedisProcess _server = null!;

    private string Address => _server.EndPoint.ToString();

    [SetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
    }

    [TearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);

    [Test]
    public async Task Without_a_server_at_the_start_calls_work_and_are_cached_once_it_is_there([Values] bool isSync)
    {
        _server.Kill();
        await using var host = new FaultHost(Address);

        var first = await host.IsHitAsync(1, isSync);
        var second = await host.IsHitAsync(1, isSync);
        var told = host.Backend.Describe();
        await _server.RestartAsync();
        await host.HitsAsync(1, isSync);
        await host.WorksAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, second), Is.EqualTo((false, false)));
            Assert.That(told, Is.EqualTo($"Redis at {Address}, not connected"));
            Assert.That(
                host.Container.DescribeCaching(),
                Does.Contain($"at {Address}, one primary").And.Contain("; works")
            );
        }

        host.SaysOnce();
    }

    [Test]
    public async Task Prepared_without_a_server_it_is_used_once_it_can_be()
    {
        _server.Kill();
        await using var host = new FaultHost(Address);

        await host.Container.InitializeCachingAsync().InTime();
        await host.ReadAsync(1);
        await _server.RestartAsync();

        await host.HitsAsync(1);
    }

    [Test]
    public async Task After_a_restart_of_the_server_calls_are_cached_again([Values] bool isSync)
    {
        await using var host = new FaultHost(Address);
        await host.HitsAsync(1, isSync);

        _server.Kill();
        var meanwhile = await host.IsHitAsync(1, isSync);
        await host.ChangeAsync(1);
        await _server.RestartAsync();
        await host.HitsAsync(1, isSync);
        await host.WorksAsync();

        Assert.That(meanwhile, Is.False);
        host.SaysOnce();
    }

    [Test]
    public async Task While_a_server_is_away_all_sides_are_open_and_invalidations_are_pending()
    {
        await using var host = new FaultHost(Address);
        await host.HitsAsync(1);

        _server.Kill();
        await host.IsOpenAsync(1);
        await host.ChangeAsync(1, host.Stock.ChangeByTagAsync);
        await host.ChangeAsync(2, host.Stock.ChangeByKeyAsync);
        host.Stock.Change(3);
        var report = host.Container.DescribeCaching();
        string[] sides = ["side=read", "side=write", "side=invalidation"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sides.Select(side => host.Sum("caching.breaker.open", side)), Is.All.EqualTo(1));
            Assert.That(host.Sum("caching.invalidations.pending"), Is.EqualTo(3));
            Assert.That(host.Lines("InvalidationPutOff"), Is.EqualTo(1));
            Assert.That(report, Does.Contain("read side open since").And.Contain("3 invalidations pending"));
        }

        await _server.RestartAsync();
        await host.WorksAsync();

        Assert.That(host.Lines("InvalidationsCaughtUp"), Is.EqualTo(1));
        host.SaysOnce();
    }

    [Test]
    public async Task A_fail_closed_call_throws_while_the_server_is_away_and_works_again_after()
    {
        await using var host = new FaultHost(Address);
        await host.HitsAsync(1);
        await host.Stock.ClosedAsync(1);

        _server.Kill();
        var calls = host.Target.Calls;
        var first = await Assert.ThrowsAsync<CacheConnectionException>(() => host.Stock.ClosedAsync(1))!;
        var second = Assert.Throws<CacheConnectionException>(() => host.Stock.Closed(2))!;
        var loaded = host.Target.Calls - calls;
        await _server.RestartAsync();
        await host.WorksAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(loaded, Is.Zero);
            Assert.That((first!.Backend, second!.Backend), Is.EqualTo((host.Name, host.Name)));
            Assert.That((await host.Stock.ClosedAsync(1)).Id, Is.EqualTo(1));
            Assert.That(host.Stock.Closed(2).Id, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task What_is_loaded_while_somebody_flushes_the_server_is_not_stored([Values] bool isFlush)
    {
        await using var host = new FaultHost(Address);
        await host.HitsAsync(1);
        var gate = new Gate();
        host.Target.AfterReading = id => id == 2 ? gate.PassAsync() : Task.CompletedTask;

        var load = host.Stock.OfferAsync(2);
        await gate.Reached;
        if (isFlush)
        {
            await _server.CliAsync("FLUSHALL");
        }

        gate.Open();
        await load.InTime();

        await host.SumIsAsync(isFlush ? 1 : 0, "caching.stores.refused", "reason=backend");
        await Polling.UntilAsync(
            async () => await _server.CliAsync("EXISTS", FaultHost.EntryOf(2)) == (isFlush ? "0" : "1"),
            "it is as expected"
        );
        await host.HitsAsync(2);
        await host.ChangeAsync(2, host.Stock.ChangeByPatternAsync);
        Assert.That(await host.IsHitAsync(2), Is.False);
        Assert.That(host.Lines("BackendFails"), Is.Zero);
    }
}
