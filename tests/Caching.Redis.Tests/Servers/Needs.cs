using Caching.Redis.Servers;

namespace Caching.Redis.Tests.Servers;

/// <summary>Skips a test, visibly, where the machine lacks the server that it is about.</summary>
internal static class Needs
{
    public static void Redis()
    {
        if (!TestServers.RedisIsInstalled)
        {
            Assert.Ignore("needs redis-server");
        }
    }

    public static async Task GarnetAsync()
    {
        if (!await GarnetProcess.IsRestoredAsync())
        {
            Assert.Ignore("needs garnet-server: dotnet tool restore");
        }
    }
}
