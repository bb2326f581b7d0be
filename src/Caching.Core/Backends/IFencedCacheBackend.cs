namespace Caching;

/// <summary>
/// A backend whose stores are checked against its invalidations in one atomic step, and which tells positions apart
/// from look-ups: only a caller who leads a load pays for one.
/// </summary>
internal interface IFencedCacheBackend : ISyncCacheBackend
{
    /// <summary>Looks an entry up without telling a position.</summary>
    ValueTask<CacheLookup<T>> LookUpAsync<T>(string key, CancellationToken cancellationToken);

    /// <summary>Tells the position from which a load that begins now is checked.</summary>
    ValueTask<CacheMark> BeginAsync(string key, CancellationToken cancellationToken);

    /// <summary>Tells whether a store would take place, without storing.</summary>
    /// <returns><see langword="false"/> when an invalidation since the position would refuse it.</returns>
    ValueTask<bool> CheckAsync(string key, CacheEntryOptions options, CancellationToken cancellationToken);

    /// <inheritdoc cref="LookUpAsync"/>
    CacheLookup<T> LookUp<T>(string key);

    /// <inheritdoc cref="BeginAsync"/>
    CacheMark Begin(string key);

    /// <inheritdoc cref="CheckAsync"/>
    bool Check(string key, CacheEntryOptions options);
}
