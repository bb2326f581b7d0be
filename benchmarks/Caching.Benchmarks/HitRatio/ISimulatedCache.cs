namespace Caching.Benchmarks.HitRatio;

/// <summary>A bounded cache that a workload runs against.</summary>
internal interface ISimulatedCache : IDisposable
{
    /// <summary>Looks a key up and stores it when it isn't there.</summary>
    /// <returns><see langword="true"/> on a hit.</returns>
    bool Ask(int key);
}
