namespace Caching.Redis;

/// <summary>What a server said of itself when the backend connected.</summary>
/// <param name="Version">Its version, such as <c>7.0.15</c>.</param>
/// <param name="IsCluster">Whether it is a node of a cluster.</param>
/// <param name="EvictionPolicy">Its <c>maxmemory-policy</c>; empty where it doesn't say.</param>
internal sealed record ServerFacts(string Version, bool IsCluster, string EvictionPolicy)
{
    /// <summary>Gets whether it may evict the bookkeeping of tags, as policies for all keys do.</summary>
    public bool EvictsBookkeeping => EvictionPolicy.StartsWith("allkeys-", StringComparison.Ordinal);
}
