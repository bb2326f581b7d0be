using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Reads what a bucket's primary says of itself; by script, as the client keeps such commands to admins.</summary>
internal static class ServerInfo
{
    private const string Info = "return redis.call('INFO', ARGV[1])";
    private const string Nodes = "return redis.call('CLUSTER', 'NODES')";

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        IDatabase database,
        Bucket bucket,
        string section
    )
    {
        var answer = await database
            .ScriptEvaluateAsync(Info, [bucket.Log], [section], RedisSession.Flags)
            .ConfigureAwait(false);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in ((string?)answer ?? "").Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                lines[line[..colon]] = line[(colon + 1)..];
            }
        }

        return lines;
    }

    /// <summary>The nodes of the cluster and their slots, as CLUSTER NODES writes them.</summary>
    public static async Task<string> NodesAsync(IDatabase database, Bucket bucket) =>
        (string?)await database.ScriptEvaluateAsync(Nodes, [bucket.Log], [], RedisSession.Flags).ConfigureAwait(false)
        ?? "";

    /// <inheritdoc cref="NodesAsync"/>
    public static string NodesOf(IDatabase database, Bucket bucket) =>
        (string?)database.ScriptEvaluate(Nodes, [bucket.Log], [], RedisSession.Flags) ?? "";
}
