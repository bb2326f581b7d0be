using System.Diagnostics;
using System.Globalization;
using Caching.Benchmarks.Running;
using Caching.Redis.Servers;

namespace Caching.Benchmarks.Redis;

/// <summary>How long does it take to invalidate 100 000 entries, and what do other clients see of it?</summary>
internal sealed class RedisInvalidations : IMeasurement
{
    private const string Table = "100 000 entries invalidated";

    private const string ByTag = "by tag";

    private const string Slow = "slow (1 ms or more)";

    // What other clients wait for on this machine anyway.
    private const string Nothing = "nothing, for a second";

    // Until the compiler has done its work: it takes a core for itself.
    private const int WarmUps = 3;

    // A virtual machine stands still for milliseconds now and then, and a stalled command counts as a slow one.
    private const int Rounds = 5;

    private static readonly int Entries = BenchmarkSettings.IsSmoke ? 1000 : 100_000;

    public string Suite => "Redis";

    public IEnumerable<Figure> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<List<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        await using var host = await RedisHost.StartAsync();
        for (var round = 0; round < WarmUps; round++)
        {
            await MeasureAsync(host, [], "warm-up", () => host.Cache.InvalidatePatternAsync("many:*").AsTask());
            await MeasureAsync(host, [], "warm-up", () => host.Cache.InvalidateTagsAsync(["many"]).AsTask());
        }

        for (var round = 0; round < Rounds; round++)
        {
            await MeasureAsync(host, figures, "by pattern", () => host.Cache.InvalidatePatternAsync("many:*").AsTask());
            await MeasureAsync(host, figures, ByTag, () => host.Cache.InvalidateTagsAsync(["many"]).AsTask());
            await MeasureAsync(
                host,
                figures,
                "redis-cli --scan | xargs redis-cli unlink",
                () => ShellAsync(host.Server, "--scan --pattern '*many:*'")
            );
            await MeasureAsync(host, figures, Nothing, () => Task.Delay(TimeSpan.FromSeconds(1)));
        }

        return
        [
            .. figures.GroupBy(figure => (figure.Row, figure.Column)).Select(Median),
            .. figures
                .Where(figure => figure.Column == Slow)
                .GroupBy(figure => figure.Row)
                .Select(rounds => rounds.MaxBy(figure => figure.Value)! with { Column = "slow, worst of the rounds" }),
        ];
    }

    private static Figure Median(IEnumerable<Figure> rounds) =>
        rounds.OrderBy(figure => figure.Value).ElementAt(Rounds / 2);

    private static async Task MeasureAsync(RedisHost host, List<Figure> figures, string row, Func<Task> invalidate)
    {
        for (var first = 0; first < Entries; first += 1000)
        {
            await host.Cache.SetManyAsync(
                Enumerable.Range(first, 1000).ToDictionary(number => $"many:{number}", number => number),
                tags: ["many"]
            );
        }

        await host.Server.CliAsync("CONFIG", "SET", "slowlog-log-slower-than", "1000");
        await host.Server.CliAsync("SLOWLOG", "RESET");
        using var other = await OtherClient.StartAsync(host.Server.Port);
        var processed = await ProcessedAsync(host.Server, row);
        await other.ResetAsync();
        var start = Stopwatch.GetTimestamp();
        await invalidate();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var (reads, p99) = await other.StopAsync();
        var commands = await ProcessedAsync(host.Server, row) - processed - reads;
        figures.Add(new(Table, row, "seconds", elapsed.TotalSeconds));
        figures.Add(new(Table, row, "calls to the server", commands));
        figures.Add(new(Table, row, Slow, await SlowAsync(host.Server)));
        figures.Add(new(Table, row, "p99 of other clients, ms", p99));
        if (
            row != Nothing
            && (await host.Cache.GetManyAsync<int>([.. Enumerable.Range(0, 100).Select(i => $"many:{i}")])).Count > 0
        )
        {
            throw new InvalidOperationException($"{row} left entries behind.");
        }
    }

    // Without the commands inside of scripts: those are no round trips. Of these rows only the tag's script unlinks.
    private static async Task<long> ProcessedAsync(ServerProcess server, string row) =>
        (await server.CliAsync("INFO", "commandstats"))
            .Split('\n')
            .Where(line => CountsAsCall(line.Split(':')[0], row))
            .Sum(line => long.Parse(line.Split("calls=")[1].Split(',')[0], CultureInfo.InvariantCulture));

    private static bool CountsAsCall(string name, string row) =>
        name is "cmdstat_eval" or "cmdstat_evalsha" or "cmdstat_scan" or "cmdstat_get"
        || (name == "cmdstat_unlink" && row != ByTag);

    private static async Task<double> SlowAsync(ServerProcess server) =>
        double.Parse(await server.CliAsync("SLOWLOG", "LEN"), CultureInfo.InvariantCulture);

    private static async Task ShellAsync(ServerProcess server, string scan)
    {
        var cli = $"redis-cli -p {server.Port}";
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"{cli} {scan} | xargs {cli} unlink > /dev/null"])
        )!;
        await shell.WaitForExitAsync();
    }
}
