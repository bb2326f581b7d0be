using Caching.Benchmarks.HitRatio;

namespace Caching.Benchmarks.Contention;

/// <summary>What does a hit cost among a hundred thousand keys, some much more popular than others?</summary>
public class ZipfKeys : Busy
{
    protected override int[] MakeProducts(int count)
    {
        var ranks = new ZipfNumbers(100_000, 0.99, seed: 3);
        return [.. Enumerable.Range(0, count).Select(_ => ranks.Next())];
    }
}
