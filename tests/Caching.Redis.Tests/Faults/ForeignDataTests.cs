using System.Text;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using Caching.TestKit.Doubles;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Faults;

/// <summary>Somebody else wrote to the server: what can't be decoded is a miss, broken bookkeeping clears the prefix.</summary>
public sealed class ForeignDataTests
{
    // Nothing is held here, so they aren't there again.
    private static readonly string[] Holds = [$"{{{FaultHost.Prefix}:0}}:holds", $"{{{FaultHost.Prefix}:0}}:globs"];

    private static readonly string[] Bookkeeping =
    [
        $"{{{FaultHost.Prefix}:0}}:log",
        $"{{{FaultHost.Prefix}:0}}:tags",
        $"{{{FaultHost.Prefix}:0}}:t:offers",
        .. Holds,
    ];

    private RedisProcess _server = null!;
    private ConnectionMultiplexer _connection = null!;
    private FaultHost _host = null!;

    private IDatabase Database => _connection.GetDatabase();

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        _connection = await _server.ConnectAsync();
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        await (_connection?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }

    [SetUp]
    public async Task MakeAHost()
    {
        await _server.CliAsync("FLUSHALL");
        _host = new FaultHost(_server.EndPoint.ToString());
        await _host.HitsAsync(1);
        await _host.HitsAsync(2);
    }

    [TearDown]
    public async Task DisposeTheHost()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [TestCase("random", "foreign")]
    [TestCase("text", "foreign")]
    [TestCase("empty", "foreign")]
    [TestCase("truncated", "damaged")]
    [TestCase("flipped", "damaged")]
    [TestCase("of another key", "damaged")]
    [TestCase("of another schema", "other-schema")]
    [TestCase("list", "foreign")]
    public async Task What_is_no_entry_is_a_counted_miss_that_the_next_store_heals(string what, string reason)
    {
        foreach (var isSync in new[] { false, true })
        {
            var before = _host.Sum("caching.entries.undecodable", $"reason={reason}");

            await PoisonAsync(what);
            var poisoned = await _host.IsHitAsync(1, isSync);
            var counted = _host.Sum("caching.entries.undecodable", $"reason={reason}") - before;
            await _host.HitsAsync(1, isSync);

            // A caller looks again when another load ended since it looked.
            Assert.That(poisoned, Is.False, isSync ? "sync" : "async");
            Assert.That(counted, Is.InRange(1, 2));
        }

        Assert.That(_host.Lines("BackendFails"), Is.Zero);
    }

    [Test]
    public async Task A_counter_under_the_key_of_an_entry_is_a_miss_and_never_overwritten([Values] bool isSync)
    {
        await Database.StringSetAsync(FaultHost.EntryOf(1), 42);

        var first = await _host.IsHitAsync(1, isSync);
        var second = await _host.IsHitAsync(1, isSync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, second), Is.EqualTo((false, false)));
            Assert.That((int)await Database.StringGetAsync(FaultHost.EntryOf(1)), Is.EqualTo(42));
            Assert.That(_host.Sum("caching.entries.undecodable", "reason=counter"), Is.InRange(2, 4));
            Assert.That(await _host.Cache.IncrementAsync("cache:offer:1"), Is.EqualTo(43));
        }
    }

    [TestCaseSource(nameof(Bookkeeping))]
    public async Task Bookkeeping_of_another_type_clears_the_prefix_and_works_again(string name)
    {
        var gate = new Gate();
        _host.Target.AfterReading = id => id == 3 ? gate.PassAsync() : Task.CompletedTask;
        var load = _host.Stock.OfferAsync(3);
        await gate.Reached;

        await Database.KeyDeleteAsync(name);
        await Database.StringSetAsync(name, "not a sorted set");
        await Database.StringSetAsync("other", "another application's");
        await _host.ChangeAsync(1);
        await _host.ChangeAsync(3);
        gate.Open();
        await load.InTime();
        await _host.ReadAsync(3);
        await Polling.UntilAsync(
            async () =>
            {
                await _host.ReadAsync(1);
                return _host.Sum("caching.invalidations.replayed") > 0;
            },
            "the prefix is cleared"
        );
        await _host.WorksAsync();

        await _host.HitsAsync(1);
        await _host.HitsAsync(3);
        await _host.ChangeAsync(3, _host.Stock.ChangeByTagAsync);
        Assert.That(await _host.IsHitAsync(3), Is.False);
        Assert.That((string?)await Database.StringGetAsync("other"), Is.EqualTo("another application's"));
        Assert.That(
            await Database.KeyTypeAsync(name),
            Is.EqualTo(Holds.Contains(name) ? RedisType.None : RedisType.SortedSet)
        );
        Assert.That(_host.Lines("BookkeepingDamaged"), Is.GreaterThanOrEqualTo(1));
    }

    private async Task PoisonAsync(string what)
    {
        var name = FaultHost.EntryOf(1);
        var entry = (byte[])(await Database.StringGetAsync(name))!;
        switch (what)
        {
            case "list":
                await Database.KeyDeleteAsync(name);
                await Database.ListRightPushAsync(name, "item");
                return;
            case "of another schema":
                await _host.Cache.SetAsync("cache:offer:1", new Version(1, 2));
                return;
            case "flipped":
                entry[^20] ^= 4;
                break;
        }

        await Database.StringSetAsync(
            name,
            what switch
            {
                "random" => [200, 7, 255, 0, 13, 10, 99, 128],
                "text" => Encoding.UTF8.GetBytes("{\"id\":1}"),
                "empty" => [],
                "truncated" => entry[..(entry.Length / 2)],
                "of another key" => (byte[])(await Database.StringGetAsync(FaultHost.EntryOf(2)))!,
                _ => entry,
            }
        );
    }
}
