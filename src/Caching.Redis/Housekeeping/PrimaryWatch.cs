using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Notices that another primary answers than before, or the same one after a restart: it may have lost data.</summary>
internal sealed class PrimaryWatch(RedisCalls calls)
{
    private string?[]? _known;

    /// <summary>Looks at the primaries of all buckets; <see langword="true"/> when one isn't what it was.</summary>
    public async ValueTask<bool> HasChangedAsync(CancellationToken cancellationToken)
    {
        var seen = await calls
            .RunAsync("watch the primary", null, 0, static (session, _) => LookAsync(session), cancellationToken)
            .ConfigureAwait(false);
        var known = _known ??= new string?[seen.Length];
        var hasChanged = false;
        for (var bucket = 0; bucket < seen.Length; bucket++)
        {
            hasChanged |= known[bucket] is { } before && seen[bucket] is { } now && before != now;
            known[bucket] = seen[bucket] ?? known[bucket];
        }

        return hasChanged;
    }

    private static async Task<string?[]> LookAsync(RedisSession session)
    {
        var owners = session
            .Keys.Buckets.Select(bucket => session.Multiplexer.GetServer(bucket.Log, flags: RedisSession.Flags))
            .ToArray();
        var identities = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (owner, bucket) in owners.Zip(session.Keys.Buckets).DistinctBy(pair => Name(pair.First)))
        {
            identities[Name(owner)] = owner.IsConnected
                ? await IdentityAsync(session.Database, bucket).ConfigureAwait(false)
                : null;
        }

        return [.. owners.Select(owner => identities[Name(owner)])];
    }

    private static string Name(IServer server) => EndPointText.Of(server.EndPoint);

    // The run id changes with a restart, the replication id with a promotion.
    private static async Task<string> IdentityAsync(IDatabase database, Bucket bucket)
    {
        var server = await ServerInfo.ReadAsync(database, bucket, "server").ConfigureAwait(false);
        var replication = await ServerInfo.ReadAsync(database, bucket, "replication").ConfigureAwait(false);
        return $"{server.GetValueOrDefault("run_id")} {replication.GetValueOrDefault("master_replid")}";
    }
}
