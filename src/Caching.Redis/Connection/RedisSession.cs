using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>A connection that was found to work, with what was learnt of the servers behind it.</summary>
internal sealed class RedisSession(
    IConnectionMultiplexer multiplexer,
    KeySpace keys,
    RedisScripts scripts,
    ServerFacts facts
)
{
    /// <summary>Gets how everything is sent: to primaries only, as a replica may be behind.</summary>
    public const CommandFlags Flags = CommandFlags.DemandMaster;

    public IConnectionMultiplexer Multiplexer { get; } = multiplexer;

    public IDatabase Database { get; } = multiplexer.GetDatabase();

    public KeySpace Keys { get; } = keys;

    public RedisScripts Scripts { get; } = scripts;

    public ServerFacts Facts { get; } = facts;

    /// <summary>Returns the primary of a bucket; <see langword="null"/> while there is none.</summary>
    public IServer? PrimaryOf(Bucket bucket)
    {
        try
        {
            return Multiplexer.GetServer(bucket.Log, flags: Flags);
        }
        catch (InvalidOperationException failure) when (failure is not ObjectDisposedException)
        {
            return null; // the client knows nobody, and says it so
        }
    }
}
