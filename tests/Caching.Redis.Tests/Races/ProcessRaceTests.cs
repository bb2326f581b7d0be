using Caching.Redis.Races;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Races;

/// <summary>Four processes read, write and invalidate the same keys while logs get lost.</summary>
/// <remarks>Not at the same time as other tests: four processes keep a small machine busy.</remarks>
public sealed class ProcessRaceTests
{
    private const int Operations = 200_000;
    private const int OperationsToFindABug = 48_000;

    private RedisProcess _origin = null!;

    [OneTimeSetUp]
    public async Task StartTheOrigin()
    {
        Needs.Redis();
        _origin = await RedisProcess.StartAsync();
    }

    [SetUp]
    public Task EmptyTheOrigin() => _origin.CliAsync("FLUSHALL");

    [OneTimeTearDown]
    public async Task StopTheOrigin() => await (_origin?.DisposeAsync() ?? default);

    [Test]
    public async Task No_process_reads_a_value_older_than_an_acknowledged_invalidation_of_another()
    {
        await using var server = await RedisProcess.StartAsync();

        var race = await RaceRun.StartAsync(
            server.EndPoint.ToString(),
            Origin,
            Operations,
            buckets: 1,
            faultEvery: 200
        );

        AssertFresh(race);
    }

    [Test]
    public async Task No_process_reads_an_old_value_on_a_cluster()
    {
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30)); // no failover when it is busy

        var race = await RaceRun.StartAsync(
            cluster.ConfigurationString,
            Origin,
            Operations,
            buckets: 16,
            faultEvery: 100
        );

        AssertFresh(race);
    }

    [TestCase(SeededBug.NoSubjectCheck, 200)]
    [TestCase(SeededBug.NoPositionCheck, 10)]
    [TestCase(SeededBug.NoAppend, 200)]
    public async Task Without_one_of_its_rules_an_old_value_is_read(SeededBug bug, int faultEvery)
    {
        await using var server = await RedisProcess.StartAsync();

        var race = await RaceRun.StartAsync(
            server.EndPoint.ToString(),
            Origin,
            OperationsToFindABug,
            buckets: 1,
            faultEvery,
            bug
        );

        Assert.That(race.ExitCodes, Is.All.AnyOf(0, 1), race.Output);
        Assert.That(race.ExitCodes, Has.Some.EqualTo(1), race.Output);
    }

    private string Origin => _origin.EndPoint.ToString();

    // A race without hits, loads, refusals and writes would show nothing.
    private static void AssertFresh(RaceRun race)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(race.ExitCodes, Is.All.Zero, race.Output);
            Assert.That(race.Sum("stale"), Is.Zero, race.Output);
            Assert.That(race.Sum("operations"), Is.EqualTo(Operations));
            Assert.That(race.Sum("hits"), Is.GreaterThan(1000));
            Assert.That(race.Sum("loads"), Is.GreaterThan(1000));
            Assert.That(race.Sum("refused"), Is.GreaterThan(100));
            Assert.That(race.Sum("writes"), Is.GreaterThan(1000));
        }
    }
}
