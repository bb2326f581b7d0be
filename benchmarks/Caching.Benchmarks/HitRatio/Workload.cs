namespace Caching.Benchmarks.HitRatio;

/// <summary>A sequence of keys, and the capacities at which it is worth looking.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Keys">The keys, from 0 up; the same at every run.</param>
/// <param name="Capacities">The capacities, in entries.</param>
internal sealed record Workload(string Name, int[] Keys, int[] Capacities);
