using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>An engine whose commands are counted. Its clock stands still, so that nothing is sent in the background.</summary>
public abstract class RoundTripFixture
{
    private static int _prefixes;
    private RedisProcess _server = null!;
    private ConnectionMultiplexer _connection = null!;
    private RedisEngine? _engine;

    private protected RedisProcess Server => _server;

    private protected ConnectionMultiplexer Connection => _connection;

    private protected SentCommands Sent { get; private set; } = null!;

    private protected RedisEngine Engine => _engine!;

    private protected ICacheService Cache => Engine.Cache;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(
            $"{_server.EndPoint},syncTimeout=30000,asyncTimeout=30000"
        );
        Sent = new SentCommands(_connection);
    }

    [SetUp]
    public Task MakeAnEngine() => UseAsync(buckets: 1);

    [TearDown]
    public async Task EndTheEngine()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        await (_connection?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }

    /// <summary>Makes an engine, with its scripts known to the server.</summary>
    private protected async Task UseAsync(int buckets)
    {
        await EndTheEngine();
        _engine = RedisEngine.On(
            _connection,
            $"trips{Interlocked.Increment(ref _prefixes)}",
            options => options.Buckets = buckets,
            new FakeTimeProvider()
        );
        await Cache.InitializeAsync();
        await WarmUpAsync();
        await Sent.TakeUntilQuietAsync();
    }

    private async Task WarmUpAsync()
    {
        await Engine.StoreAsync("warm", 1, "warm");
        await Cache.SetAsync("warm", 1);
        await Cache.IncrementAsync("warm:count");
        await Cache.DeleteAsync("warm");
        await Cache.InvalidateTagsAsync(["warm"]);
    }
}
