using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Contract;

/// <summary>The contract on one Redis server.</summary>
public sealed class RedisContractTests : RemoteContract
{
    private RedisProcess _server = null!;

    protected override string ConnectionString => _server.EndPoint.ToString();

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        Connection = await _server.ConnectAsync();
    }

    [OneTimeTearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);
}
