namespace Caching.Benchmarks.HitRatio;

/// <summary>The workloads, each from a published formula and a fixed seed.</summary>
internal static class Workloads
{
    private const int Requests = 300_000;
    private const int Items = 100_000;
    private const double Theta = 0.99;

    private static readonly int[] Sweep = [1_000, 2_500, 5_000, 10_000, 25_000];

    public static IEnumerable<Workload> All() =>
        [
            new("Zipf", Zipf(), Sweep),
            new("Scan", Scan(), Sweep),
            new("Loop", Loop(), Sweep),
            new("Shifting", Shifting(), Sweep),
        ];

    /// <summary>Zipf with the 0.99 of YCSB (Cooper et al., SoCC 2010), over a hundred thousand items.</summary>
    private static int[] Zipf()
    {
        var ranks = new ZipfNumbers(Items, Theta, seed: 1);
        return Make(_ => ranks.Next());
    }

    /// <summary>
    /// The same with scans between, as in Johnson and Shasha, "2Q: a low overhead high performance buffer management
    /// replacement algorithm" (VLDB 1994): every 20 000 requests, 10 000 items that are never asked for again.
    /// </summary>
    private static int[] Scan()
    {
        var ranks = new ZipfNumbers(Items, Theta, seed: 2);
        var next = Items;
        return Make(request => request % 20_000 < 10_000 ? ranks.Next() : next++);
    }

    /// <summary>
    /// One cycle over and over, the pattern on which LRU never hits (Jiang and Zhang, "LIRS", SIGMETRICS 2002), of
    /// 30 000 items: more than any capacity of the sweep.
    /// </summary>
    private static int[] Loop() => Make(request => request % 30_000);

    /// <summary>
    /// The "latest" distribution of YCSB: the newest items are the most popular, Zipf by age; a new one every ten requests.
    /// </summary>
    private static int[] Shifting()
    {
        var ages = new ZipfNumbers(Items, Theta, seed: 4);
        return Make(request => Items + (request / 10) - ages.Next());
    }

    private static int[] Make(Func<int, int> key) => [.. Enumerable.Range(0, Requests).Select(key)];
}
