namespace Caching;

/// <summary>
/// A backend whose stores are checked against its invalidations in one atomic step, and which tells positions apart
/// from look-ups: only a caller who leads a load pays for one.
/// </summary>
internal interface IFencedCacheBackend : ISyncCacheBackend
{
    /// <summary>Begins to look an entry up, without telling a position.</summary>
    /// <remarks>In two steps, so that a hit waits in the state machine of its caller and in no other.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="slides">Whether a hit extends an entry that slides.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What to wait for; what it fails with is told by <see cref="ReceiveLookUp"/>.</returns>
    Task SendLookUpAsync<T>(string key, bool slides, CancellationToken cancellationToken);

    /// <summary>Takes the answer to a look-up that is over.</summary>
    /// <param name="key">The key that was looked up.</param>
    /// <param name="sent">What <see cref="SendLookUpAsync"/> returned.</param>
    /// <param name="begun">When the look-up began.</param>
    CacheLookup<T> ReceiveLookUp<T>(string key, Task sent, long begun);

    /// <summary>Tells the position from which a load that begins now is checked.</summary>
    ValueTask<CacheMark> BeginAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores a loaded value, unless it was invalidated since its position or is held.</summary>
    ValueTask<Verdict> StoreAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Makes the subjects refuse the stores of loads from now on, for as long as each says, whichever process loads.
    /// A load that begins before the end is refused whenever it ends.
    /// </summary>
    ValueTask HoldAsync(IReadOnlyCollection<Invalidation> held, CancellationToken cancellationToken);

    /// <summary>Tells whether a store would take place, without storing.</summary>
    /// <returns><see langword="false"/> when an invalidation since the position would refuse it; holds don't count.</returns>
    ValueTask<bool> CheckAsync(string key, CacheEntryOptions options, CancellationToken cancellationToken);

    /// <summary>Looks an entry up without telling a position.</summary>
    CacheLookup<T> LookUp<T>(string key, bool slides);

    /// <inheritdoc cref="BeginAsync"/>
    CacheMark Begin(string key);

    /// <inheritdoc cref="StoreAsync"/>
    Verdict Store<T>(string key, T value, CacheEntryOptions options);

    /// <inheritdoc cref="HoldAsync"/>
    void Hold(IReadOnlyCollection<Invalidation> held);

    /// <inheritdoc cref="CheckAsync"/>
    bool Check(string key, CacheEntryOptions options);
}
