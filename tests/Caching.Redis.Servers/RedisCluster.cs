using System.Globalization;
using System.Net;

namespace Caching.Redis.Servers;

/// <summary>A cluster of three primaries with one replica each.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int NodeCount = 6;

    private RedisCluster(IReadOnlyList<RedisProcess> nodes) => Nodes = nodes;

    /// <summary>All nodes, primaries and replicas; which is which can change.</summary>
    public IReadOnlyList<RedisProcess> Nodes { get; }

    /// <summary>The addresses of all nodes.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => [.. Nodes.Select(node => node.EndPoint)];

    /// <summary>What a client connects to.</summary>
    public string ConfigurationString => string.Join(',', EndPoints);

    /// <summary>Starts the nodes, joins them, and waits until each calls the cluster complete and each replica is linked.</summary>
    /// <param name="nodeTimeout">How long a node may be silent before the others take it for dead; 500 ms by default.</param>
    /// <param name="arguments">More arguments for each node.</param>
    public static async Task<RedisCluster> StartAsync(TimeSpan? nodeTimeout = null, params string[] arguments)
    {
        var cluster = new RedisCluster(
            await StartNodesAsync(nodeTimeout ?? TimeSpan.FromMilliseconds(500), arguments).ConfigureAwait(false)
        );
        try
        {
            string[] create = ["--cluster", "create", .. cluster.EndPoints.Select(address => address.ToString())];
            await RedisCli.RunAsync([.. create, "--cluster-replicas", "1", "--cluster-yes"]).ConfigureAwait(false);
            await cluster.WaitUntilCompleteAsync().ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns once each node calls the cluster complete and each of the three replicas is linked.</summary>
    public Task WaitUntilCompleteAsync() => Polling.UntilAsync(IsCompleteAsync, "the cluster is complete");

    /// <summary>Returns the node that is the primary of a slot, as it says itself; waits while a failover leaves none.</summary>
    public Task<RedisProcess> PrimaryOfSlotAsync(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slot, 16383);
        return Polling.FirstAsync(() => FindPrimaryAsync(slot), $"slot {slot} has a primary");
    }

    /// <summary>Returns the node that is the primary of a key's slot.</summary>
    public async Task<RedisProcess> PrimaryOfKeyAsync(string key) =>
        await PrimaryOfSlotAsync(await SlotOfKeyAsync(key).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Returns the slot of a key, as a node computes it.</summary>
    public async Task<int> SlotOfKeyAsync(string key)
    {
        var answer = await Polling
            .FirstAsync(
                async () => Array.Find(await AskAllAsync("CLUSTER", "KEYSLOT", key).ConfigureAwait(false), NotNull),
                "a node answers"
            )
            .ConfigureAwait(false);
        return int.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <summary>Kills all nodes and removes their folders.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<RedisProcess[]> StartNodesAsync(TimeSpan nodeTimeout, string[] arguments)
    {
        var timeout = nodeTimeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        string[] all = ["--cluster-enabled", "yes", "--cluster-node-timeout", timeout, .. arguments];
        var starting = Enumerable.Range(0, NodeCount).Select(_ => RedisProcess.StartAsync(all)).ToList();
        try
        {
            return await Task.WhenAll(starting).ConfigureAwait(false);
        }
        catch
        {
            foreach (var started in starting.Where(start => start.IsCompletedSuccessfully))
            {
                await (await started.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<bool> IsCompleteAsync()
    {
        var states = await AskAllAsync("CLUSTER", "INFO").ConfigureAwait(false);
        var views = await AskAllAsync("CLUSTER", "NODES").ConfigureAwait(false);
        var replications = await AskAllAsync("INFO", "replication").ConfigureAwait(false);
        return states.All(state => state?.Contains("cluster_state:ok", StringComparison.Ordinal) == true)
            && views.All(view => view is not null && ClusterNode.ParseAll(view).Count(node => node.IsPrimary) == 3)
            && replications.Count(info => info?.Contains("master_link_status:up", StringComparison.Ordinal) == true)
                == 3;
    }

    // What the others think of a node lags behind. Of two that both claim a slot, one returned from the dead just now.
    private async Task<RedisProcess?> FindPrimaryAsync(int slot)
    {
        var views = await AskAllAsync("CLUSTER", "NODES").ConfigureAwait(false);
        return Nodes
            .Zip(views, (process, view) => (process, node: view is null ? null : Myself(view)))
            .Where(one => one.node is { IsPrimary: true } node && node.Owns(slot))
            .OrderByDescending(one => one.node!.Epoch)
            .Select(one => one.process)
            .FirstOrDefault();
    }

    private static ClusterNode? Myself(string view) =>
        ClusterNode.ParseAll(view).FirstOrDefault(node => node.Flags.Contains("myself"));

    private static bool NotNull(string? answer) => answer is not null;

    private Task<string?[]> AskAllAsync(params string[] command) =>
        Task.WhenAll(Nodes.Select(node => ServerWire.AskAsync(node.Port, command)));
}
