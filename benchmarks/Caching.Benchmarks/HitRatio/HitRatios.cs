using Caching.Benchmarks.Running;

namespace Caching.Benchmarks.HitRatio;

/// <summary>How many requests does a bounded cache answer, against a perfect LRU and IMemoryCache's eviction?</summary>
internal sealed class HitRatios : IMeasurement
{
    public const string Ours = "Ours";
    public const string PerfectLru = "Perfect LRU";

    public string Suite => "HitRatio";

    public IEnumerable<Figure> Run() => Workloads.All().AsParallel().AsOrdered().SelectMany(RunOne).AsSequential();

    private static IEnumerable<Figure> RunOne(Workload workload)
    {
        string[] keys = [.. Enumerable.Range(0, workload.Keys.Max() + 1).Select(key => $"item:{key}")];
        foreach (var capacity in workload.Capacities)
        {
            yield return Measure(workload, Ours, capacity, new SimulatedOurs(capacity, keys));
            yield return Measure(workload, PerfectLru, capacity, new SimulatedLru(capacity));
            yield return Measure(workload, "IMemoryCache", capacity, new SimulatedMemoryCache(capacity, keys));
        }
    }

    private static Figure Measure(Workload workload, string row, int capacity, ISimulatedCache cache)
    {
        using (cache)
        {
            var hits = workload.Keys.Count(cache.Ask);
            return new(workload.Name, row, $"{capacity}", (double)hits / workload.Keys.Length);
        }
    }
}
