using System.Diagnostics;
using System.Text.Json;
using Caching.Benchmarks.Running;
using Caching.Benchmarks.Services;
using StackExchange.Redis;

namespace Caching.Benchmarks.Redis;

/// <summary>What does a proxied hit on Redis cost, against a plain GET and the same deserialisation?</summary>
/// <remarks>
/// Pairs one after the other, each in both orders, distinct keys, the median of their ratios. Beside it the plain way
/// against itself, which shows what the machine adds to a ratio, and against a plain GET of the entry that we read:
/// its key is as long as one has to be that no other method's can equal, and its value says what it is.
/// </remarks>
internal sealed class RedisHits : IMeasurement
{
    private const int Keys = 2000;

    // An entry's header stands before its payload, its one tag after it.
    private const int HeaderLength = 32;
    private const int TagLength = 9;

    private static readonly int Rounds = BenchmarkSettings.IsSmoke ? 1 : 2;

    public string Suite => "Redis";

    public IEnumerable<Figure> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<List<Figure>> RunAsync()
    {
        await using var host = await RedisHost.StartAsync();
        var plain = host.Plain.GetDatabase();
        for (var product = 0; product < Keys; product++)
        {
            var quote = await host.Quotes.GetAsync(product);
            await plain.StringSetAsync(Name(product), JsonSerializer.SerializeToUtf8Bytes(quote));
        }

        var quotes = host.Quotes;
        var entries = await EntriesAsync(host);
        var calls = host.Origin.Calls;
        var figures = new List<Figure>();
        foreach (var callers in new[] { 1, 64 })
        {
            var column = callers == 1 ? "1 caller" : $"{callers} callers";
            var (time, cpu) = await RatiosAsync(callers, quotes.GetAsync, product => RawAsync(plain, product));
            var (noise, _) = await RatiosAsync(
                callers,
                product => RawAsync(plain, product),
                product => RawAsync(plain, product)
            );
            var (same, _) = await RatiosAsync(
                callers,
                quotes.GetAsync,
                product => RawEntryAsync(plain, entries[product])
            );
            figures.Add(new("hits", "proxied / plain GET, time", column, time));
            figures.Add(new("hits", "plain GET / plain GET, time", column, noise));
            figures.Add(new("hits", "proxied / plain GET, throughput", column, 1 / time));
            figures.Add(new("hits", "proxied / plain GET, processor time", column, cpu));
            figures.Add(new("hits", "proxied / plain GET of the same entry, time", column, same));
            figures.Add(new("hits", "proxied / plain GET of the same entry, throughput", column, 1 / same));
        }

        figures.Add(new("hits", "proxied, bytes per hit", "1 caller", await BytesAsync(quotes.GetAsync)));
        figures.Add(
            new("hits", "plain GET, bytes per hit", "1 caller", await BytesAsync(product => RawAsync(plain, product)))
        );
        return host.Origin.Calls == calls
            ? figures
            : throw new InvalidOperationException($"{host.Origin.Calls - calls} of the hits were misses.");
    }

    private static async Task<Quote> RawAsync(IDatabase plain, int product) =>
        JsonSerializer.Deserialize<Quote>((byte[])(await plain.StringGetAsync(Name(product)))!)!;

    private static async Task<Quote> RawEntryAsync(IDatabase plain, string entry)
    {
        var bytes = (byte[])(await plain.StringGetAsync(entry))!;
        return JsonSerializer.Deserialize<Quote>(bytes.AsSpan(HeaderLength..^TagLength))!;
    }

    private static async Task<Dictionary<int, string>> EntriesAsync(RedisHost host)
    {
        var plain = host.Plain.GetDatabase();
        Dictionary<int, string> entries = [];
        foreach (string? entry in host.Plain.GetServers()[0].Keys(pattern: "*:e:*"))
        {
            entries.Add((await RawEntryAsync(plain, entry!)).Product, entry!);
        }

        return entries;
    }

    private static string Name(int product) => $"plain:quote:{product}";

    private static async Task<(double Time, double Cpu)> RatiosAsync(
        int callers,
        Func<int, Task<Quote>> ours,
        Func<int, Task<Quote>> theirs
    )
    {
        await TimeAsync(callers, ours);
        await TimeAsync(callers, theirs);
        var pairs =
            BenchmarkSettings.IsSmoke ? 1
            : callers == 1 ? 15
            : 31;
        var ratios = new List<(double Time, double Cpu)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var first = await TimeAsync(callers, pair % 2 == 0 ? ours : theirs);
            var second = await TimeAsync(callers, pair % 2 == 0 ? theirs : ours);
            var (our, their) = pair % 2 == 0 ? (first, second) : (second, first);
            ratios.Add((our.Time / their.Time, our.Cpu / their.Cpu));
        }

        return (
            ratios.Select(ratio => ratio.Time).Order().ElementAt(pairs / 2),
            ratios.Select(ratio => ratio.Cpu).Order().ElementAt(pairs / 2)
        );
    }

    private static async Task<(double Time, double Cpu)> TimeAsync(int callers, Func<int, Task<Quote>> get)
    {
        var rounds = callers == 1 ? Rounds : Rounds * 5;
        var start = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < rounds * Keys / callers; i++)
                        {
                            await get(((i * callers) + caller) % Keys);
                        }
                    })
                )
        );
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static async Task<double> BytesAsync(Func<int, Task<Quote>> get)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var product = 0; product < Keys; product++)
            {
                await get(product);
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)least / Keys;
    }
}
