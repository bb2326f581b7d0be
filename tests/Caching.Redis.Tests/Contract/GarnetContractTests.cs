using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Contract;

/// <summary>The contract on Garnet.</summary>
public sealed class GarnetContractTests : RemoteContract
{
    private GarnetProcess _server = null!;

    protected override string ConnectionString => _server.EndPoint.ToString();

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        await Needs.GarnetAsync();
        _server = await GarnetProcess.StartAsync();
        Connection = await _server.ConnectAsync();
    }

    [OneTimeTearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);
}
