using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>A primary and its replica, watched by three sentinels of which two have to agree.</summary>
public sealed class RedisSentinel : IAsyncDisposable
{
    /// <summary>The name under which the sentinels know the primary.</summary>
    public const string ServiceName = "mymaster";

    private readonly List<ServerProcess> _all = [];

    private RedisSentinel() { }

    /// <summary>The server that began as the primary.</summary>
    public RedisProcess Primary { get; private set; } = null!;

    /// <summary>The server that began as the replica.</summary>
    public RedisProcess Replica { get; private set; } = null!;

    /// <summary>The three sentinels.</summary>
    public IReadOnlyList<SentinelProcess> Sentinels { get; private set; } = [];

    /// <summary>What a client connects to: the sentinels, and the name of the service.</summary>
    public string ConfigurationString =>
        $"{string.Join(',', Sentinels.Select(sentinel => sentinel.EndPoint))},serviceName={ServiceName}";

    /// <summary>Starts the servers and waits until each sentinel knows the others and the replica.</summary>
    /// <param name="downAfter">How long a server may be silent before a sentinel takes it for dead; 500 ms by default.</param>
    public static async Task<RedisSentinel> StartAsync(TimeSpan? downAfter = null)
    {
        var group = new RedisSentinel();
        try
        {
            await group.StartServersAsync().ConfigureAwait(false);
            await group.StartSentinelsAsync(downAfter ?? TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
            return group;
        }
        catch
        {
            await group.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns the server that every running sentinel calls the primary, once they agree on a running one.</summary>
    public Task<RedisProcess> PrimaryNowAsync() =>
        Polling.FirstAsync(FindPrimaryAsync, "the sentinels agree on a primary");

    /// <summary>Kills all of them and removes their folders.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(_all))
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StartServersAsync()
    {
        _all.Add(Primary = await RedisProcess.StartAsync().ConfigureAwait(false));
        var primaryPort = Primary.Port.ToString(CultureInfo.InvariantCulture);
        _all.Add(
            Replica = await RedisProcess.StartAsync("--replicaof", "127.0.0.1", primaryPort).ConfigureAwait(false)
        );
        await Polling.UntilAsync(ReplicaIsLinkedAsync, "the replica is linked").ConfigureAwait(false);
    }

    private async Task<bool> ReplicaIsLinkedAsync() =>
        await ServerInfo.HasAsync(Replica, "replication", "master_link_status:up").ConfigureAwait(false);

    private async Task StartSentinelsAsync(TimeSpan downAfter)
    {
        var watch = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            sentinel monitor {ServiceName} 127.0.0.1 {Primary.Port} 2
            sentinel down-after-milliseconds {ServiceName} {downAfter.TotalMilliseconds:0}
            sentinel failover-timeout {ServiceName} 5000
            """
        );
        for (var i = 0; i < 3; i++)
        {
            var sentinel = await SentinelProcess.StartAsync(watch).ConfigureAwait(false);
            _all.Add(sentinel);
            Sentinels = [.. Sentinels, sentinel];
        }

        await Polling
            .UntilAsync(SentinelsKnowAllAsync, "the sentinels know each other and the replica")
            .ConfigureAwait(false);
    }

    private async Task<bool> SentinelsKnowAllAsync()
    {
        var answers = await Task.WhenAll(
                Sentinels.Select(one => ServerInfo.HasAsync(one, "sentinel", "status=ok", "slaves=1,sentinels=3"))
            )
            .ConfigureAwait(false);
        return answers.All(known => known);
    }

    private async Task<RedisProcess?> FindPrimaryAsync()
    {
        var views = await Task.WhenAll(Sentinels.Select(one => ServerWire.AskAsync(one.Port, "INFO", "sentinel")))
            .ConfigureAwait(false);
        var heard = views.OfType<string>().ToList();
        foreach (var server in (RedisProcess[])[Primary, Replica])
        {
            if (
                heard.Count > 1
                && heard.All(view => view.Contains($"address={server.EndPoint},", StringComparison.Ordinal))
                && await ServerInfo.HasAsync(server, "replication", "role:master").ConfigureAwait(false)
            )
            {
                return server;
            }
        }

        return null;
    }
}
