using Caching.Redis.Servers;
using Caching.TestKit.Doubles;

namespace Caching.Redis.Tests.Topologies;

/// <summary>A primary of a cluster that dies while loads are under way.</summary>
public sealed class ClusterFailoverTests : ClusterFixture
{
    private const string Hot = "hot";

    private int _version = 1;

    [Test]
    public async Task Callers_get_right_values_and_all_buckets_come_back_by_themselves()
    {
        var keys = KeysOfAllBuckets("k:");
        await Cache.SetManyAsync(keys.ToDictionary(key => key, _ => 1), tags: ["old"]);
        var victim = await PrimaryOfAsync(Keys[$"{Engine.Prefix}:{Hot}"].Log);
        await ReplicateAsync(victim);
        var gate = new Gate();
        Task<int>[] before = [LoadAsync(gate), LoadAsync(gate), LoadAsync(gate)];
        await gate.Reached;

        victim.Kill();
        _version = 2;
        await Cache.InvalidateTagsAsync(["old", Hot]);
        Assert.That(Engine.Pending, Is.EqualTo(2), "a part of it has nobody to confirm it");
        gate.Open();

        Assert.That(await Task.WhenAll(before).InTime(), Is.All.AnyOf(1, 2), "they began before it changed");
        Assert.That(await LoadAsync(), Is.EqualTo(2));
        await UntilAllAreBackAsync(keys);
        Assert.That(await LoadAsync(), Is.EqualTo(2), "what the load left isn't the old value");
        Assert.That((await Cache.GetManyAsync<int>(keys)).Values, Is.All.EqualTo(2));
        Assert.That(await PrimaryOfAsync(Keys[$"{Engine.Prefix}:{Hot}"].Log), Is.Not.SameAs(victim));
    }

    // Whatever is found from now on is new.
    private Task UntilAllAreBackAsync(IReadOnlyList<string> keys) =>
        Polling.UntilAsync(
            async () =>
            {
                var found = await Cache.GetManyAsync<int>(keys);
                Assert.That(found.Values, Is.All.EqualTo(2), "a hit from before the invalidation");
                var loaded = await Task.WhenAll(keys.Select(key => Engine.LoadAsync(key, 2, "old").AsTask()));
                Assert.That(loaded, Is.All.EqualTo(2));
                return found.Count == keys.Count && Engine.Pending == 0;
            },
            "every key is a hit"
        );

    private Task<int> LoadAsync(Gate? gate = null) =>
        Cache
            .GetOrCreateAsync(
                Hot,
                async _ =>
                {
                    var read = _version;
                    await (gate?.PassAsync() ?? Task.CompletedTask);
                    return read;
                },
                new() { Tags = [Hot] }
            )
            .AsTask();

    private async Task ReplicateAsync(RedisProcess primary)
    {
        var size = await primary.CliAsync("DBSIZE");
        await Polling.UntilAsync(
            async () =>
            {
                foreach (var node in Cluster.Nodes.Where(node => node != primary))
                {
                    var info = await node.CliAsync("INFO", "replication");
                    if (
                        info.Contains($"master_port:{primary.Port}", StringComparison.Ordinal)
                        && await node.CliAsync("DBSIZE") == size
                    )
                    {
                        return true;
                    }
                }

                return false;
            },
            "the replica has what its primary has"
        );
    }
}
