using System.Globalization;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary>One server for the tests of a class, empty before each.</summary>
public abstract class ServerFixture
{
    private RedisProcess _server = null!;
    private ConnectionMultiplexer _connection = null!;

    private protected RedisProcess Server => _server;

    private protected string Address => _server.EndPoint.ToString();

    private protected IDatabase Database => _connection.GetDatabase();

    private protected ConnectionMultiplexer Connection => _connection;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        _connection = await _server.ConnectAsync();
    }

    [SetUp]
    public Task EmptyTheServer() => _server.CliAsync("FLUSHALL");

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        await (_connection?.DisposeAsync() ?? default);
        await (_server?.DisposeAsync() ?? default);
    }

    private protected RedisCacheBackend NewBackend(
        string prefix,
        Action<RedisCacheOptions>? configure = null,
        TimeProvider? time = null
    ) => RedisBackends.New(Address, prefix, RedisEngine.Patient(configure), time: time);

    private protected async Task<int> SizeAsync() =>
        int.Parse(await _server.CliAsync("DBSIZE"), CultureInfo.InvariantCulture);
}
