using System.Diagnostics;
using System.Text.Json;
using Caching.Benchmarks.Running;
using Caching.Benchmarks.Services;
using StackExchange.Redis;

namespace Caching.Benchmarks.Redis;

/// <summary>What does a proxied hit on Redis cost, against a plain GET and the same deserialisation?</summary>
/// <remarks>
/// All of them in turn, round after round, on distinct keys; the median of the rounds' ratios, over several servers, as
/// two connections to one server differ already. Beside it the plain GET against itself, which shows what the machine
/// adds to a ratio; and a plain GET of the entry that we read: its key is as long as it has to be that no other method's
/// can equal it, and its value says what it is.
/// </remarks>
internal sealed class RedisHits : IMeasurement
{
    private const int Keys = 2000;

    // An entry's header stands before its payload, its one tag after it.
    private const int HeaderLength = 32;
    private const int TagLength = 9;

    private static readonly int Hosts = BenchmarkSettings.IsSmoke ? 1 : 7;

    private static readonly int Rounds = BenchmarkSettings.IsSmoke ? 1 : 5;

    public string Suite => "Redis";

    public IEnumerable<Figure> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<List<Figure>> RunAsync()
    {
        var (one, many) = (new List<Times>(), new List<Times>());
        List<Figure> bytes = [];
        for (var left = Hosts; left > 0; left--)
        {
            await using var host = await RedisHost.StartAsync();
            var contenders = await ContendersAsync(host);
            var calls = host.Origin.Calls;
            await RunAsync(contenders, callers: 1, one);
            await RunAsync(contenders, callers: 64, many);
            bytes =
            [
                new("hits", "proxied, bytes per hit", "1 caller", await BytesAsync(contenders.Ours)),
                new("hits", "plain GET, bytes per hit", "1 caller", await BytesAsync(contenders.Plain)),
            ];
            if (host.Origin.Calls != calls)
            {
                throw new InvalidOperationException($"{host.Origin.Calls - calls} of the hits were misses.");
            }
        }

        return [.. Figures(one, "1 caller"), .. Figures(many, "64 callers"), .. bytes];
    }

    private static IEnumerable<Figure> Figures(IReadOnlyList<Times> rounds, string column) =>
        [
            new("hits", "proxied / plain GET, time", column, Median(rounds, round => round.Ours / round.Plain)),
            new("hits", "proxied / plain GET, throughput", column, Median(rounds, round => round.Plain / round.Ours)),
            new("hits", "plain GET / plain GET, time", column, Median(rounds, round => round.Again / round.Plain)),
            new(
                "hits",
                "proxied / plain GET of the same entry, time",
                column,
                Median(rounds, round => round.Ours / round.Entry)
            ),
            new(
                "hits",
                "proxied / plain GET of the same entry, throughput",
                column,
                Median(rounds, round => round.Entry / round.Ours)
            ),
        ];

    private static double Median(IReadOnlyList<Times> rounds, Func<Times, double> ratio) =>
        rounds.Select(ratio).Order().ElementAt(rounds.Count / 2);

    private static async Task<Contenders> ContendersAsync(RedisHost host)
    {
        var plain = host.Plain.GetDatabase();
        for (var product = 0; product < Keys; product++)
        {
            var quote = await host.Quotes.GetAsync(product);
            await plain.StringSetAsync(Name(product), JsonSerializer.SerializeToUtf8Bytes(quote));
        }

        var quotes = host.Quotes;
        var entries = await EntriesAsync(host);
        return new(
            product => quotes.GetAsync(product),
            product => RawAsync(plain, product),
            product => RawEntryAsync(plain, entries[product])
        );
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

    // Each round begins with another of them, so that none always runs in the wake of the same.
    private static async Task RunAsync(Contenders contenders, int callers, List<Times> rounds)
    {
        var (ours, plain, entry) = contenders;
        Func<int, Task<Quote>>[] turns = [ours, plain, entry, plain];
        foreach (var turn in turns)
        {
            await TimeAsync(callers, turn);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var times = new double[turns.Length];
            for (var turn = 0; turn < turns.Length; turn++)
            {
                var now = (turn + round) % turns.Length;
                times[now] = await TimeAsync(callers, turns[now]);
            }

            rounds.Add(new(times[0], times[1], times[2], times[3]));
        }
    }

    private static async Task<double> TimeAsync(int callers, Func<int, Task<Quote>> get)
    {
        var passes = BenchmarkSettings.IsSmoke || callers == 1 ? 1 : 10;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < passes * Keys / callers; i++)
                        {
                            await get(((i * callers) + caller) % Keys);
                        }
                    })
                )
        );
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
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

    private sealed record Contenders(
        Func<int, Task<Quote>> Ours,
        Func<int, Task<Quote>> Plain,
        Func<int, Task<Quote>> Entry
    );

    private sealed record Times(double Ours, double Plain, double Entry, double Again);
}
