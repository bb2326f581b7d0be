using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Which primaries have the application's buckets, as the servers themselves say.</summary>
/// <param name="Primaries">The primaries.</param>
/// <param name="Places">Per bucket its primary, as one text that can be compared.</param>
/// <param name="IsStable">Whether no slot is being moved.</param>
internal sealed record SlotMap(IReadOnlyList<IServer> Primaries, string Places, bool IsStable)
{
    // As the cluster writes slots that are being moved: [slot->-node] or [slot-<-node].
    private const char Moving = '[';

    public static async Task<SlotMap> ReadAsync(RedisSession session) =>
        session.Facts.IsCluster
            ? Read(session, await Asked(session).ClusterNodesAsync().ConfigureAwait(false))
            : OfOne(session);

    public static SlotMap Read(RedisSession session) =>
        session.Facts.IsCluster ? Read(session, Asked(session).ClusterNodes()) : OfOne(session);

    public bool Equals(SlotMap? other) => other is not null && Places == other.Places && IsStable == other.IsStable;

    public override int GetHashCode() => Places.GetHashCode(StringComparison.Ordinal);

    private static IServer Asked(RedisSession session) =>
        session.Multiplexer.GetServer(session.Keys.Buckets[0].Log, flags: RedisSession.Flags);

    private static SlotMap OfOne(RedisSession session)
    {
        var primary = Asked(session);
        return new([Reachable(primary)], EndPointText.Of(primary.EndPoint), true);
    }

    private static SlotMap Read(RedisSession session, ClusterConfiguration? cluster)
    {
        var owners = session.Keys.Buckets.Select(bucket => cluster?.GetBySlot(bucket.Log)?.EndPoint).ToArray();
        var primaries = owners.Distinct().Select(owner => Reachable(Server(session, owner))).ToArray();
        return new(primaries, string.Join(' ', owners.Select(EndPointText.Of)), !MovesOurs(session, cluster!));
    }

    private static bool MovesOurs(RedisSession session, ClusterConfiguration cluster)
    {
        var moving = cluster
            .Nodes.SelectMany(node => node.Raw.Split(' '))
            .Where(part => part.StartsWith(Moving))
            .Select(part => part[1..].Split('-')[0])
            .ToHashSet(StringComparer.Ordinal);
        return moving.Count > 0
            && session.Keys.Buckets.Any(bucket =>
                moving.Contains(session.Multiplexer.GetHashSlot(bucket.Log).ToString(CultureInfo.InvariantCulture))
            );
    }

    private static IServer Server(RedisSession session, EndPoint? owner) =>
        owner is null
            ? throw Unreachable("a slot has no primary")
            : session.Multiplexer.GetServer(owner);

    private static IServer Reachable(IServer primary) =>
        primary.IsConnected
            ? primary
            : throw Unreachable($"{EndPointText.Of(primary.EndPoint)} isn't connected");

    private static RedisConnectionException Unreachable(string why) =>
        new(ConnectionFailureType.UnableToResolvePhysicalConnection, RedisSession.Flags, why);
}
