using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Which primaries have the application's buckets, as these primaries themselves say.</summary>
/// <param name="Primaries">The primaries.</param>
/// <param name="Places">Per bucket its primary, as one text that can be compared.</param>
/// <param name="IsStable">Whether no slot of the application is being moved, and they agree on where the slots are.</param>
internal sealed record SlotMap(IReadOnlyList<IServer> Primaries, string Places, bool IsStable)
{
    public static async Task<SlotMap> ReadAsync(RedisSession session)
    {
        if (!session.Facts.IsCluster)
        {
            return OfOne(session);
        }

        var slots = SlotsOf(session);
        var first = SlotOwners.Parse(
            await ServerInfo.NodesAsync(session.Database, session.Keys.Buckets[0]).ConfigureAwait(false),
            slots
        );
        var others = await Task.WhenAll(
                OneBucketOfEachOther(session, first).Select(bucket => ServerInfo.NodesAsync(session.Database, bucket))
            )
            .ConfigureAwait(false);
        return Of(session, first, others.Select(nodes => SlotOwners.Parse(nodes, slots)));
    }

    public static SlotMap Read(RedisSession session)
    {
        if (!session.Facts.IsCluster)
        {
            return OfOne(session);
        }

        var slots = SlotsOf(session);
        var first = SlotOwners.Parse(ServerInfo.NodesOf(session.Database, session.Keys.Buckets[0]), slots);
        var others = OneBucketOfEachOther(session, first)
            .Select(bucket => SlotOwners.Parse(ServerInfo.NodesOf(session.Database, bucket), slots));
        return Of(session, first, others);
    }

    /// <summary>Whether every bucket is where it was.</summary>
    public bool IsAsIn(SlotMap other) => Places == other.Places && IsStable && other.IsStable;

    public static RedisConnectionException Unreachable(string why) =>
        new(ConnectionFailureType.UnableToResolvePhysicalConnection, RedisSession.Flags, why);

    private static SlotMap OfOne(RedisSession session)
    {
        var primary = session.PrimaryOf(session.Keys.Buckets[0]) ?? throw Unreachable("no primary is connected");
        return new([Reachable(primary)], EndPointText.Of(primary.EndPoint), true);
    }

    private static SlotMap Of(RedisSession session, SlotOwners first, IEnumerable<SlotOwners> others) =>
        new(
            [.. first.Addresses.Distinct().Select(owner => ServerAt(session, owner))],
            first.Places,
            others.Prepend(first).All(seen => !seen.IsMoving && seen.Places == first.Places)
        );

    private static int[] SlotsOf(RedisSession session) =>
        [.. session.Keys.Buckets.Select(bucket => session.Multiplexer.GetHashSlot(bucket.Log))];

    // Only a slot's own node says that it is being moved.
    private static IEnumerable<Bucket> OneBucketOfEachOther(RedisSession session, SlotOwners first) =>
        first
            .Addresses.Zip(session.Keys.Buckets)
            .DistinctBy(pair => pair.First)
            .Where(pair => pair.First != first.Addresses[0])
            .Select(pair => pair.Second);

    private static IServer ServerAt(RedisSession session, string address) =>
        session.Multiplexer.GetServers().FirstOrDefault(server => EndPointText.Of(server.EndPoint) == address)
            is { } server
            ? Reachable(server)
            : throw Unreachable($"{address} isn't known yet");

    private static IServer Reachable(IServer primary) =>
        primary.IsConnected ? primary : throw Unreachable($"{EndPointText.Of(primary.EndPoint)} isn't connected");
}
