using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Contract;

/// <summary>The contract on a cluster of three primaries and three replicas: tags, patterns and bulk operations go across slots.</summary>
public sealed class ClusterContractTests : RemoteContract
{
    private RedisCluster _server = null!;

    protected override string ConnectionString => _server.ConfigurationString;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisCluster.StartAsync();
        Connection = await ConnectionMultiplexer.ConnectAsync(_server.ConfigurationString);
    }

    [OneTimeTearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);
}
