using System.Diagnostics;
using Autofac;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using Caching.TestKit.Doubles;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Faults;

/// <summary>The server stands still: connections stay open, and what is sent is carried out when it goes on.</summary>
/// <remarks>
/// Callers may see the budget and one heartbeat of the client, 350 ms, and on top what the machine itself is late by at
/// the same moment, as <see cref="Hiccups"/> measures. Timed tests run alone.
/// </remarks>
[NonParallelizable]
public sealed class StalledServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);

    private RedisProcess _server = null!;

    [SetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
    }

    [TearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);

    [Test]
    public async Task Two_hundred_callers_wait_for_a_stalled_server_once_and_never_read_what_was_changed_meanwhile(
        [Values] bool isSync
    )
    {
        await using var host = new FaultHost(_server.EndPoint.ToString(), FaultHost.ByDefault);
        await host.Container.InitializeCachingAsync();
        await host.ReadAsync(1, isSync);
        await using var pressure = new Pressure(host, isSync);
        await CallsAsync(pressure, 1000);
        var (gate, load) = (new Gate(), Task.CompletedTask);
        host.Target.AfterReading = id => id == 50 ? gate.PassAsync() : Task.CompletedTask;
        load = host.Stock.OfferAsync(50);
        await gate.Reached;
        var said = host.Lines("BackendFails");

        using var hiccups = new Hiccups();
        var stopped = Stopwatch.GetTimestamp();
        _server.StopAnswering();
        gate.Open(); // its store is on its way to the server, which will carry it out late
        await load.InTime();
        await Polling.UntilAsync(
            () => Task.FromResult(host.Sum("caching.breaker.open", "side=read") == 1),
            "the reading side is open"
        );
        var opened = Stopwatch.GetTimestamp();
        await host.ChangeAsync(3);
        await host.ChangeAsync(50);
        var pending = host.Sum("caching.invalidations.pending");
        await Polling.UntilAsync(
            () => Task.FromResult(Stopwatch.GetElapsedTime(stopped) >= Stall),
            "the stall is over"
        );
        var worst = hiccups.Worst;
        var goesOn = Stopwatch.GetTimestamp();
        _server.GoOn();
        await host.WorksAsync();
        await pressure.EndAsync();
        await host.HitsAsync(3, isSync);
        await host.HitsAsync(50);

        var first = pressure.Between(stopped, opened);
        var later = pressure.Between(opened, goesOn);
        TestContext.Out.WriteLine(
            $"first {first.Count}, median {Median(first).TotalMilliseconds:0}, at most {first.Max().TotalMilliseconds:0} ms; later {later.Count}, {later.Max().TotalMilliseconds:0} ms, "
                + $"median {Median(later).TotalMilliseconds:0.00} ms; the machine {worst.TotalMilliseconds:0} ms"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pending, Is.EqualTo(2));
            Assert.That(Median(first), Is.LessThan(Limit + worst));
            Assert.That(first, Is.All.LessThan((2 * Limit) + worst), "somebody waited twice");
            Assert.That(
                first.Max(),
                Is.GreaterThan(TimeSpan.FromMilliseconds(200)),
                "nobody waited: nothing was stalled"
            );
            Assert.That(later, Has.Count.GreaterThan(1000).And.All.LessThan(TimeSpan.FromMilliseconds(50) + worst));
            Assert.That(Median(later), Is.LessThan(TimeSpan.FromMilliseconds(5)));
            Assert.That(host.Sum("caching.operations.abandoned"), Is.InRange(1, 1024));
        }

        // On a busy machine the server may be late once more; two hundred callers never make as many lines.
        Assert.That(host.Lines("BackendFails") - said, Is.InRange(1, 3));
        Assert.That(host.Lines("BackendWorksAgain"), Is.EqualTo(host.Lines("BackendFails")));
        Assert.That(string.Join('\n', host.Log.Lines), Does.Not.Match("offer:[0-9]"), "a key was logged");
    }

    [Test]
    public async Task A_borrowed_connection_keeps_the_budget_too_and_stays_open_after_the_container(
        [Values] bool isSync
    )
    {
        // Nobody can end a synchronous call before the time-out of its connection: the first waits as long as that.
        var options = new ConfigurationOptions { EndPoints = { _server.EndPoint } };
        options.SyncTimeout = isSync ? 1500 : options.SyncTimeout;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        await using (var host = new FaultHost((caching, name) => caching.UseRedis(name, connection)))
        {
            await host.Container.InitializeCachingAsync();
            await host.HitsAsync(1, isSync);
            using var hiccups = new Hiccups();

            _server.StopAnswering();
            var first = await TimeAsync(() => host.ReadAsync(1, isSync));
            var second = await TimeAsync(() => host.ReadAsync(1, isSync));
            TestContext.Out.WriteLine($"{first.TotalMilliseconds:0} and {second.TotalMilliseconds:0} ms");
            var allowed = isSync ? TimeSpan.FromMilliseconds(options.SyncTimeout + 100) : Limit;

            using (Assert.EnterMultipleScope())
            {
                Assert.That(first, Is.InRange(TimeSpan.FromMilliseconds(200), allowed + hiccups.Worst));
                Assert.That(second, Is.LessThan(TimeSpan.FromMilliseconds(50) + hiccups.Worst));
            }

            _server.GoOn();
            await host.HitsAsync(1, isSync);
        }

        Assert.That(await connection.GetDatabase().StringSetAsync("still", "open"), Is.True);
    }

    [Test]
    public async Task Configuration_by_object_keeps_the_budget_whatever_its_own_timeouts()
    {
        var configuration = new ConfigurationOptions
        {
            EndPoints = { _server.EndPoint },
            SyncTimeout = 5000,
            AsyncTimeout = 5000,
        };
        await using var host = new FaultHost((caching, name) => caching.UseRedis(name, configuration));
        await host.Container.InitializeCachingAsync();
        await host.HitsAsync(1);
        using var hiccups = new Hiccups();

        _server.StopAnswering();
        var took = await TimeAsync(() => host.ReadAsync(1));

        Assert.That(took, Is.InRange(TimeSpan.FromMilliseconds(200), Limit + hiccups.Worst));
        Assert.That(configuration.AsyncTimeout, Is.EqualTo(5000), "the application's own object was changed");
    }

    [Test]
    public async Task A_count_whose_outcome_nobody_knows_says_so_and_is_not_made_again([Values] bool isBorrowed)
    {
        await using var connection = await _server.ConnectAsync();
        var address = _server.EndPoint.ToString();
        await using var host = isBorrowed
            ? new FaultHost((caching, name) => caching.UseRedis(name, connection))
            : new FaultHost(address, FaultHost.ByDefault);
        Assert.That(await host.Cache.IncrementAsync("visits"), Is.EqualTo(1));

        _server.StopAnswering();
        var unknown = await Assert.ThrowsAsync<CacheConnectionException>(async () =>
            await host.Cache.IncrementAsync("visits").InTime()
        );
        var untried = await Assert.ThrowsAsync<CacheConnectionException>(async () =>
            await host.Cache.IncrementAsync("visits").InTime()
        );
        _server.GoOn();
        await host.WorksAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown!.Message, Does.Contain("isn't known"));
            Assert.That(untried!.Message, Does.Not.Contain("isn't known"));
            Assert.That(
                await _server.CliAsync("GET", $"{{{FaultHost.Prefix}:0}}:e:{FaultHost.Prefix}:visits"),
                Is.EqualTo("2"),
                "the server carried it out once when it went on"
            );
            Assert.That(await host.Cache.IncrementAsync("visits"), Is.EqualTo(3));
        }
    }

    [Test]
    public async Task What_a_process_left_pending_is_carried_out_by_the_next_with_the_same_journal()
    {
        var (journal, target, address) = (new RecordingJournal(), new Stock(), _server.EndPoint.ToString());
        await using (var host = new FaultHost(address, FaultHost.ByDefault, journal, target, "journaled"))
        {
            await host.HitsAsync(1);
            _server.StopAnswering();
            await host.ReadAsync(1);
            await host.ChangeAsync(1);
            await host.ChangeAsync(2, host.Stock.ChangeByPatternAsync);
        }

        var left = journal.Left.Count;
        _server.GoOn();
        Assert.That(await _server.CliAsync("EXISTS", FaultHost.EntryOf(1)), Is.EqualTo("1"), "nothing to replay");
        await using var next = new FaultHost(address, FaultHost.ByDefault, journal, target, "journaled");
        var offer = await next.Stock.OfferAsync(1);
        await next.HitsAsync(1);
        var hit = await next.Stock.OfferAsync(1);
        await Polling.UntilAsync(() => Task.FromResult(journal.Left.Count == 0), "the journal is empty");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.EqualTo(2));
            Assert.That((offer.Version, hit.Version), Is.EqualTo((1, 1)));
            Assert.That(next.Lines("InvalidationsRecovered"), Is.EqualTo(1));
        }
    }

    private static Task CallsAsync(Pressure pressure, int calls) =>
        Polling.UntilAsync(
            () => Task.FromResult(pressure.Between(0, long.MaxValue).Count >= calls),
            $"{calls} calls are over"
        );

    private static async Task<TimeSpan> TimeAsync(Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static TimeSpan Median(IReadOnlyList<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
