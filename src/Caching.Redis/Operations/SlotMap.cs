using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Which primaries have the application's buckets, as the servers themselves say.</summary>
/// <param name="Primaries">The primaries.</param>
/// <param name="Places">Per bucket its primary, as one text that can be compared.</param>
/// <param name="IsStable">Whether no slot of the application is being moved.</param>
internal sealed record SlotMap(IReadOnlyList<IServer> Primaries, string Places, bool IsStable)
{
    // The columns of CLUSTER NODES: id, address, flags, five more, then slots as 5, 7-9, and those being moved as
    // [5->-node] or [5-<-node].
    private const int Address = 1;
    private const int Flags = 2;
    private const int FirstSlot = 8;
    private const char Moving = '[';

    public static async Task<SlotMap> ReadAsync(RedisSession session) =>
        session.Facts.IsCluster
            ? Read(
                session,
                await ServerInfo.NodesAsync(session.Database, session.Keys.Buckets[0]).ConfigureAwait(false)
            )
            : OfOne(session);

    public static SlotMap Read(RedisSession session) =>
        session.Facts.IsCluster
            ? Read(session, ServerInfo.NodesOf(session.Database, session.Keys.Buckets[0]))
            : OfOne(session);

    /// <summary>Whether every bucket is where it was.</summary>
    public bool IsAsIn(SlotMap other) => Places == other.Places && IsStable && other.IsStable;

    private static SlotMap OfOne(RedisSession session)
    {
        var primary = session.Multiplexer.GetServer(session.Keys.Buckets[0].Log, flags: RedisSession.Flags);
        return new([Reachable(primary)], EndPointText.Of(primary.EndPoint), true);
    }

    private static SlotMap Read(RedisSession session, string nodes)
    {
        var primaries = nodes
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Where(node => node.Length > FirstSlot && node[Flags].Contains("master", StringComparison.Ordinal))
            .ToArray();
        int[] slots = [.. session.Keys.Buckets.Select(bucket => session.Multiplexer.GetHashSlot(bucket.Log))];
        string[] owners = [.. slots.Select(slot => OwnerOf(slot, primaries))];
        var moving = primaries.SelectMany(node => node[FirstSlot..]).Where(part => part.StartsWith(Moving)).ToArray();
        return new(
            [.. owners.Distinct().Select(owner => ServerAt(session, owner))],
            string.Join(' ', owners),
            !slots.Any(slot => moving.Any(part => part.StartsWith($"{Moving}{slot}-", StringComparison.Ordinal)))
        );
    }

    private static string OwnerOf(int slot, string[][] primaries) =>
        primaries.FirstOrDefault(node => node[FirstSlot..].Any(range => Holds(range, slot)))?[Address].Split('@')[0]
        ?? throw Unreachable($"slot {slot} has no primary");

    private static bool Holds(string range, int slot)
    {
        var ends = range.Split('-');
        return !range.StartsWith(Moving)
            && int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last)
            && slot >= first
            && slot <= last;
    }

    private static IServer ServerAt(RedisSession session, string address) =>
        session.Multiplexer.GetServers().FirstOrDefault(server => EndPointText.Of(server.EndPoint) == address)
            is { } server
            ? Reachable(server)
            : throw Unreachable($"{address} isn't known yet");

    private static IServer Reachable(IServer primary) =>
        primary.IsConnected ? primary : throw Unreachable($"{EndPointText.Of(primary.EndPoint)} isn't connected");

    private static RedisConnectionException Unreachable(string why) =>
        new(ConnectionFailureType.UnableToResolvePhysicalConnection, RedisSession.Flags, why);
}
