namespace Caching;

/// <summary>What one call invalidates in one region.</summary>
internal readonly record struct RegionInvalidations(
    CacheRegion Region,
    IReadOnlyCollection<Invalidation> Invalidations
);
