using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Finds out, once connected, whether the servers and what they hold can be used as configured.</summary>
internal sealed class Handshake(string backend, string prefix, RedisCacheOptions options, TimeProvider time)
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
        var facts = await LearnAsync(primary).ConfigureAwait(false);
        var keys = new KeySpace(prefix, options.Buckets ?? (facts.IsCluster ? ClusterBuckets : 1));
        await AgreeAsync(multiplexer.GetDatabase(), keys).ConfigureAwait(false);
        var scripts = await ChooseScriptsAsync(multiplexer.GetDatabase(), keys.Buckets[0]).ConfigureAwait(false);
        return new RedisSession(multiplexer, keys, scripts, facts);
    }

    /// <summary>Writes down again how many buckets there are, where that was lost.</summary>
    public async Task AgreeAsync(IDatabase database, KeySpace keys)
    {
        var ours = string.Create(CultureInfo.InvariantCulture, $"format={Format} buckets={keys.Buckets.Count}");
        var theirs = await InTimeAsync(database.StringGetAsync(keys.Meta, RedisSession.Flags)).ConfigureAwait(false);
        if (theirs.IsNull)
        {
            await InTimeAsync(database.StringSetAsync(keys.Meta, ours, when: When.NotExists, flags: RedisSession.Flags))
                .ConfigureAwait(false);
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

    private async Task<ServerFacts> LearnAsync(IServer server)
    {
        var memory = await InTimeAsync(server.InfoAsync("memory")).ConfigureAwait(false);
        var policy = memory
            .SelectMany(section => section)
            .FirstOrDefault(line => line.Key == "maxmemory_policy", new("", ""))
            .Value;
        return new(server.Version.ToString(), server.ServerType == ServerType.Cluster, policy);
    }

    // What removes must work on a full server too, where the server can be told so.
    private async Task<RedisScripts> ChooseScriptsAsync(IDatabase database, Bucket bucket)
    {
        RedisScripts[] choices = [RedisScripts.WithFlags, RedisScripts.Plain];
        foreach (var scripts in choices)
        {
            try
            {
                await InTimeAsync(
                        database.ScriptEvaluateAsync(scripts.Sweep, [bucket.Registry], [0], RedisSession.Flags)
                    )
                    .ConfigureAwait(false);
                return scripts;
            }
            catch (RedisServerException refused) when (IsRefusal(refused.Kind))
            {
                if (scripts == choices[^1])
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

        return RedisScripts.Plain;
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
