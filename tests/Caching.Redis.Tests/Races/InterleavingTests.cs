using Caching.Redis.Races;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Races;

/// <summary>One miss, one invalidation and one fault in every order of their steps, on one real server.</summary>
/// <remarks>The scripts get their time from a clock that can be stepped; nothing else in them is changed.</remarks>
[Parallelizable]
public sealed class InterleavingTests
{
    private RedisProcess _server = null!;
    private ConnectionMultiplexer _connection = null!;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions
            {
                EndPoints = { _server.EndPoint },
                AllowAdmin = true,
                AsyncTimeout = 60_000,
            }
        );
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        await (_connection?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }

    [Test]
    public async Task No_order_leaves_or_answers_an_old_value([Values] InvalidatedBy by, [Values] Fault fault)
    {
        var (orders, stale) = await RaceAsync(by, fault, SeededBug.None);

        Assert.That(orders, Is.EqualTo(by == InvalidatedBy.Key ? 105 : 280));
        Assert.That(stale, Is.Empty);
    }

    [TestCase(SeededBug.NoSubjectCheck, InvalidatedBy.Key, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NoSubjectCheck, InvalidatedBy.Tag, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NoSubjectCheck, InvalidatedBy.Glob, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NoPositionCheck, InvalidatedBy.Key, Fault.Flush)]
    [TestCase(SeededBug.NoPositionCheck, InvalidatedBy.Tag, Fault.LogIsGone)]
    [TestCase(SeededBug.NoPositionCheck, InvalidatedBy.Glob, Fault.LogIsGone)]
    [TestCase(SeededBug.NoAppend, InvalidatedBy.Key, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NoAppend, InvalidatedBy.Tag, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NoAppend, InvalidatedBy.Glob, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NumbersByClock, InvalidatedBy.Key, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NumbersByClock, InvalidatedBy.Tag, Fault.ClockStepsBack)]
    [TestCase(SeededBug.NumbersByClock, InvalidatedBy.Glob, Fault.ClockStepsBack)]
    [TestCase(SeededBug.SubjectsArePositions, InvalidatedBy.Key, Fault.LogIsTrimmed)]
    [TestCase(SeededBug.SubjectsArePositions, InvalidatedBy.Tag, Fault.LogIsTrimmed)]
    [TestCase(SeededBug.SubjectsArePositions, InvalidatedBy.Glob, Fault.LogIsTrimmed)]
    public async Task A_rule_that_is_taken_out_leaves_old_values(SeededBug bug, InvalidatedBy by, Fault fault)
    {
        var (_, stale) = await RaceAsync(by, fault, bug);

        TestContext.Out.WriteLine($"{stale.Count} stale, such as {string.Join(", ", stale.Take(1))}");
        Assert.That(stale, Is.Not.Empty);
    }

    [Test]
    public async Task No_order_leaves_what_a_lagging_replica_gave([Values] InvalidatedBy by)
    {
        var (orders, stale) = await HoldAsync(by, SeededBug.None);

        Assert.That(orders, Is.EqualTo(630));
        Assert.That(stale, Is.Zero);
    }

    [Test]
    public async Task A_rule_of_holds_that_is_taken_out_leaves_what_a_lagging_replica_gave(
        [Values] InvalidatedBy by,
        [Values(SeededBug.NoHoldCheck, SeededBug.NoHoldEnd)] SeededBug bug
    ) => Assert.That((await HoldAsync(by, bug)).Stale, Is.Positive);

    private async Task<(int Orders, int Stale)> HoldAsync(InvalidatedBy by, SeededBug bug)
    {
        var (orders, stale) = (0, 0);
        foreach (var order in Interleavings.Of(OneMissOneHold.Steps))
        {
            orders++;
            var race = new OneMissOneHold(await FencedServer.NewAsync(_connection, SeededScripts.With(bug)), by);
            stale += await race.RunAsync(order) ? 1 : 0;
        }

        return (orders, stale);
    }

    private async Task<(int Orders, IReadOnlyList<string> Stale)> RaceAsync(
        InvalidatedBy by,
        Fault fault,
        SeededBug bug
    )
    {
        var scripts = SeededScripts.WithSteppableClock(SeededScripts.With(bug));
        var orders = 0;
        var stale = new List<string>();
        foreach (var order in Interleavings.Of(OneMissOneInvalidation.Steps(by)))
        {
            orders++;
            var race = new OneMissOneInvalidation(await FencedServer.NewAsync(_connection, scripts), by, fault);
            if (await race.RunAsync(order) is { } old)
            {
                stale.Add($"{string.Concat(order)}: {old}");
            }
        }

        return (orders, stale);
    }
}
