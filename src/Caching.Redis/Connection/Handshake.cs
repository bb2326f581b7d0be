using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Finds out, once connected, whether the servers and what they hold can be used as configured.</summary>
internal sealed class Handshake(
    string backend,
    string prefix,
    IReadOnlyList<RedisScripts> scripts,
    RedisCacheOptions options,
    TimeProvider time
)
{
    private const int Format = 1;
    private const int ClusterBuckets = 64;

    /// <exception cref="CacheConnectionException">Thrown when no primary is connected yet.</exception>
    /// <exception cref="CacheConfigurationException">Thrown when it can't be used.</exception>
    public async Task<RedisSession> ShakeAsync(IConnectionMultiplexer multiplexer)
    {
        var primary =
            multiplexer.GetServers().FirstOrDefault(server => server is { IsConnected: true, IsReplica: false })
            ?? throw new CacheConnectionException(
                $"Backend \"{backend}\" has no connection to a primary yet. It is tried again in the background.",
                backend
            );
        var isCluster = primary.ServerType == ServerType.Cluster;
        var database = multiplexer.GetDatabase();
        var keys = new KeySpace(prefix, options.Buckets ?? (isCluster ? ClusterBuckets : 1));
        await AgreeAsync(database, keys).ConfigureAwait(false);
        var choice = await ChooseScriptsAsync(database, keys.Buckets[0]).ConfigureAwait(false);
        var memory = await InTimeAsync(ServerInfo.ReadAsync(database, keys.Buckets[0], "memory")).ConfigureAwait(false);
        var policy = memory.GetValueOrDefault("maxmemory_policy", "");
        return new(multiplexer, keys, choice, new(primary.Version.ToString(), isCluster, policy));
    }

    /// <summary>Writes down again how many buckets there are, where that was lost.</summary>
    public async Task AgreeAsync(IDatabase database, KeySpace keys)
    {
        var ours = string.Create(CultureInfo.InvariantCulture, $"format={Format} buckets={keys.Buckets.Count}");
        var theirs = await InTimeAsync(database.StringGetAsync(keys.Meta, RedisSession.Flags)).ConfigureAwait(false);
        if (theirs.IsNull)
        {
            await TryWriteAsync(database, keys, ours).ConfigureAwait(false);
            theirs = await InTimeAsync(database.StringGetAsync(keys.Meta, RedisSession.Flags)).ConfigureAwait(false);
        }

        if (theirs != ours && !theirs.IsNull)
        {
            throw Unusable(
                $"finds \"{theirs}\" at {keys.Meta}, but works with \"{ours}\": processes that divide the keys "
                    + "differently don't see each other's invalidations.",
                "Give all processes the same number of buckets and version of this library, or another KeyPrefix."
            );
        }
    }

    // A server that takes no writes can't be agreed with; what it holds can be read and removed all the same.
    private async Task TryWriteAsync(IDatabase database, KeySpace keys, string ours)
    {
        try
        {
            // The client's own way would be SETNX, one more right that a user would need.
            await InTimeAsync(database.ExecuteAsync("SET", [keys.Meta, ours, "NX"], RedisSession.Flags))
                .ConfigureAwait(false);
        }
        catch (RedisServerException refused)
            when (refused.Kind is RedisErrorKind.OutOfMemory or RedisErrorKind.ReadOnly or RedisErrorKind.Misconfigured)
        {
            // The housekeeper tries again.
        }
    }

    // What removes must work on a full server too, where the server can be told so.
    private async Task<RedisScripts> ChooseScriptsAsync(IDatabase database, Bucket bucket)
    {
        foreach (var choice in scripts)
        {
            try
            {
                await InTimeAsync(
                        database.ScriptEvaluateAsync(choice.Sweep, [bucket.Registry], [0], RedisSession.Flags)
                    )
                    .ConfigureAwait(false);
                return choice;
            }
            catch (RedisServerException refused) when (IsRefusal(refused.Kind))
            {
                if (choice == scripts[^1])
                {
                    throw Unusable(
                        $"runs on a server that refuses scripts ({refused.Message}), which the fence needs: a store is "
                            + "checked and carried out in one step.",
                        "Use Redis 7 or newer, Valkey, or Garnet with --lua --lua-transaction-mode, and let the user "
                            + "run eval and evalsha."
                    );
                }
            }
        }

        return scripts[^1];
    }

    private static bool IsRefusal(RedisErrorKind kind) =>
        kind
            is RedisErrorKind.Unknown
                or RedisErrorKind.UnknownError
                or RedisErrorKind.UnknownCommand
                or RedisErrorKind.NoPermission
                or RedisErrorKind.NotPermitted;

    private CacheConfigurationException Unusable(string what, string wayOut) =>
        new([new($"Backend \"{backend}\"", what, wayOut)]);

    private Task<T> InTimeAsync<T>(Task<T> task) => task.WaitAsync(options.Budget, time);
}
