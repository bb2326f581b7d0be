using System.Globalization;
using Caching.Benchmarks.Running;
using Caching.Redis.Servers;

namespace Caching.Benchmarks.Redis;

/// <summary>Does anything stay on the server when tagged entries come and go, a million of them and a million more?</summary>
internal sealed class RedisBookkeeping : IMeasurement
{
    private const int Batch = 1000;

    private static readonly int Million = BenchmarkSettings.IsSmoke ? 10_000 : 1_000_000;

    public string Suite => "Redis";

    public IEnumerable<Figure> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<List<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        await using var host = await RedisHost.StartAsync();
        var first = 0.0;
        foreach (var column in new[] { "after a million", "after two million" })
        {
            await CycleAsync(host);
            await SweptAsync(host);
            var used = await UsedAsync(host.Server);
            first = first == 0 ? used : first;
            figures.Add(new("bookkeeping", "keys", column, await KeysAsync(host.Server)));
            figures.Add(new("bookkeeping", "used memory, KB more than after the first", column, (used - first) / 1024));
        }

        return figures;
    }

    // Each entry has two tags of its own batch and one that all share.
    private static async Task CycleAsync(RedisHost host)
    {
        for (var first = 0; first < Million; first += Batch)
        {
            await host.Cache.SetManyAsync(
                Enumerable.Range(first, Batch).ToDictionary(number => $"passing:{number}", number => number),
                TimeSpan.FromMilliseconds(50),
                ["all", $"batch:{first}", $"tens:{first / 10_000}"]
            );
        }
    }

    // The backend sweeps once a minute; what is waited for is that, and the expiry of the last entries.
    private static async Task SweptAsync(RedisHost host)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < 150 && await KeysAsync(host.Server) > 2; second++)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task<double> KeysAsync(ServerProcess server) =>
        double.Parse(await server.CliAsync("DBSIZE"), CultureInfo.InvariantCulture);

    private static async Task<double> UsedAsync(ServerProcess server)
    {
        await server.CliAsync("MEMORY", "PURGE");
        var line = (await server.CliAsync("INFO", "memory"))
            .Split('\n')
            .First(line => line.StartsWith("used_memory:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
