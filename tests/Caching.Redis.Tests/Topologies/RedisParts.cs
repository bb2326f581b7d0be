using Microsoft.Extensions.Time.Testing;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The parts of a backend, on a connection of their own and a clock that a test moves.</summary>
internal sealed class RedisParts : IAsyncDisposable
{
    public RedisParts(string connectionString, string prefix, int buckets = 1)
    {
        var options = new RedisCacheOptions();
        RedisEngine.Patient(patient => patient.Buckets = buckets)(options);
        var failures = new RedisFailures(prefix, Time, options.Budget);
        var handshake = new Handshake(prefix, prefix, RedisScripts.Dialects, options, Time);
        Connector = new RedisConnector(
            new OwnedMultiplexer(ConnectionStrings.Parse(connectionString), options),
            handshake,
            failures,
            options.Budget,
            Time
        );
        Keys = new KeySpace(prefix, buckets);
        Calls = new RedisCalls(prefix, Connector, failures, options, Time);
        Recent = new RecentInvalidations(options.ReplayWindow, Time);
        Invalidations = new RedisInvalidations(
            Calls,
            new FenceCalls(options, Time),
            new KeyScan(Calls, prefix),
            Recent
        );
        Collector = new Collector(Calls, handshake, prefix, Time);
        Watch = new PrimaryWatch(Calls);
        Owed = new OwedInvalidations(Invalidations, new RedisHolds(Calls, new HoldCalls(options)));
    }

    public FakeTimeProvider Time { get; } = new();

    public KeySpace Keys { get; }

    public RedisConnector Connector { get; }

    public RedisCalls Calls { get; }

    public RecentInvalidations Recent { get; }

    public RedisInvalidations Invalidations { get; }

    public Collector Collector { get; }

    public PrimaryWatch Watch { get; }

    public OwedInvalidations Owed { get; }

    public ValueTask DisposeAsync() => Connector.CloseAsync();
}
