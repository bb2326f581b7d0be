using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Notices that another primary answers than before, or the same one after a restart: it may have lost data.</summary>
internal sealed class PrimaryWatch(RedisCalls calls)
{
    private const string Nobody = "";

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
        string[] owners = [.. session.Keys.Buckets.Select(bucket => Name(session.PrimaryOf(bucket)))];
        var identities = new Dictionary<string, string?>(StringComparer.Ordinal) { [Nobody] = null };
        foreach (var (owner, bucket) in owners.Zip(session.Keys.Buckets).DistinctBy(pair => pair.First))
        {
            if (owner != Nobody)
            {
                identities[owner] = await IdentityAsync(session.Database, bucket).ConfigureAwait(false);
            }
        }

        return [.. owners.Select(owner => identities[owner])];
    }

    private static string Name(IServer? server) =>
        server is { IsConnected: true } ? EndPointText.Of(server.EndPoint) : Nobody;

    // The run id changes with a restart, the replication id with a promotion.
    private static async Task<string> IdentityAsync(IDatabase database, Bucket bucket)
    {
        var server = await ServerInfo.ReadAsync(database, bucket, "server").ConfigureAwait(false);
        var replication = await ServerInfo.ReadAsync(database, bucket, "replication").ConfigureAwait(false);
        return $"{server.GetValueOrDefault("run_id")} {replication.GetValueOrDefault("master_replid")}";
    }
}
