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
        IServer[] owners = [.. session.Keys.Buckets.Select(bucket => OwnerOf(session, bucket))];
        var identities = new Dictionary<string, string?>();
        foreach (var owner in owners.DistinctBy(Name))
        {
            identities[Name(owner)] = owner.IsConnected ? await IdentityAsync(owner).ConfigureAwait(false) : null;
        }

        return [.. owners.Select(owner => identities[Name(owner)])];
    }

    private static IServer OwnerOf(RedisSession session, Bucket bucket) =>
        session.Multiplexer.GetServer(bucket.Log, flags: RedisSession.Flags);

    private static string Name(IServer server) => EndPointText.Of(server.EndPoint);

    // The run id changes with a restart, the replication id with a promotion.
    private static async Task<string?> IdentityAsync(IServer server)
    {
        var run = await server.InfoAsync("server").ConfigureAwait(false);
        var replication = await server.InfoAsync("replication").ConfigureAwait(false);
        return $"{Name(server)} {Line(run, "run_id")} {Line(replication, "master_replid")}";
    }

    private static string Line(IEnumerable<IGrouping<string, KeyValuePair<string, string>>> info, string name) =>
        info.SelectMany(section => section).FirstOrDefault(line => line.Key == name, new("", "")).Value;
}
