using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Redis.Tests.Topologies;

/// <summary>A promotion that loses what the last primary had confirmed.</summary>
public sealed class SentinelTests
{
    private RedisSentinel _group = null!;

    [OneTimeSetUp]
    public async Task StartTheGroup()
    {
        Needs.Redis();
        // A sentinel promotes no replica that was cut off for longer than ten times this.
        _group = await RedisSentinel.StartAsync(TimeSpan.FromSeconds(1));
    }

    [OneTimeTearDown]
    public async Task EndTheGroup() => await (_group?.DisposeAsync() ?? default);

    [Test]
    public async Task What_a_promoted_replica_missed_is_made_good()
    {
        using var meter = new MeterRecorder();
        await using var replays = RedisEngine.On(_group.ConfigurationString, "replays");
        await using var clears = RedisEngine.On(
            _group.ConfigurationString,
            "clears",
            options => options.OnDataLoss = OnDataLoss.ClearPrefix
        );
        await PrepareAsync(replays);
        await PrepareAsync(clears);
        var gate = new Gate();
        var overtaken = Task.Run(() => replays.Cache.GetOrCreate("overtaken", () => Load(gate)));
        await gate.Reached;
        await ReplicateAsync(replays.Entry("kept"), clears.Entry("kept"));

        await CutTheReplicaOffAsync();
        await replays.Cache.DeleteAsync("deleted");
        await replays.Cache.InvalidateTagsAsync(["tag"]);
        string[] stale = [replays.Entry("deleted"), replays.Entry("tagged"), clears.Entry("kept")];
        Assert.That(await _group.Replica.CliAsync(["EXISTS", .. stale]), Is.EqualTo("3"), "the replica missed it");

        _group.Primary.Kill();
        Assert.That(await _group.PrimaryNowAsync(), Is.SameAs(_group.Replica));

        await Polling.UntilAsync(
            async () => await _group.Replica.CliAsync(["EXISTS", .. stale]) == "0",
            "the replica has made up for it"
        );
        await Polling.UntilAsync(
            () => Task.FromResult(replays.Logs.Named("CaughtUp").Any() && clears.Logs.Named("CaughtUp").Any()),
            "both have caught up"
        );
        await TheLoadIsNotStoredAsync(replays, gate, overtaken);
        TheReplayIsReported(meter, replays, 2);
        TheReplayIsReported(meter, clears, 1);
        Assert.That((await replays.Cache.GetAsync<int>("kept")).IsHit, Is.True, "nobody invalidated that");
    }

    private static void TheReplayIsReported(MeterRecorder meter, RedisEngine engine, int count)
    {
        Assert.That(meter.Sum("caching.invalidations.replayed", engine.MeterTag), Is.EqualTo(count), engine.Prefix);
        Assert.That(engine.Logs.Named("PrimaryChanged").Count(), Is.EqualTo(1), engine.Prefix);
    }

    private static int Load(Gate gate)
    {
        gate.Pass();
        return 1;
    }

    private static async Task PrepareAsync(RedisEngine engine)
    {
        await engine.Cache.InitializeAsync();
        await engine.StoreAsync("deleted", 1);
        await engine.StoreAsync("tagged", 1, "tag");
        await engine.StoreAsync("kept", 1);
    }

    // Its position is still in the log, and nothing that concerns it was invalidated: only the change of primaries counts.
    private static async Task TheLoadIsNotStoredAsync(RedisEngine engine, Gate gate, Task<int> load)
    {
        await engine.StoreAsync("after", 1);
        gate.Open();

        Assert.That(await load.InTime(), Is.EqualTo(1));
        Assert.That((await engine.Cache.GetAsync<int>("overtaken")).IsHit, Is.False);
        await engine.StoreAsync("overtaken", 2);
        Assert.That((await engine.Cache.GetAsync<int>("overtaken")).Value, Is.EqualTo(2));
    }

    private Task ReplicateAsync(params string[] keys) =>
        Polling.UntilAsync(
            async () =>
                await _group.Replica.CliAsync(["EXISTS", .. keys]) == $"{keys.Length}"
                && await _group.Replica.CliAsync("DBSIZE") == await _group.Primary.CliAsync("DBSIZE"),
            "the replica has everything"
        );

    // With a password that its primary doesn't take it can't come back.
    private async Task CutTheReplicaOffAsync()
    {
        await _group.Replica.CliAsync("CONFIG", "SET", "masterauth", "wrong");
        await _group.Primary.CliAsync("CLIENT", "KILL", "TYPE", "replica");
        await Polling.UntilAsync(
            async () =>
                (await _group.Replica.CliAsync("INFO", "replication")).Contains(
                    "master_link_status:down",
                    StringComparison.Ordinal
                ),
            "the replica is cut off"
        );
    }
}
