namespace Caching;

/// <summary>A named backend with its flights and its fence: everything that reads, loads or invalidates goes through it.</summary>
/// <remarks>Thread-safe. The memory backend marks its own fence; for others this marks before the backend acts.</remarks>
internal sealed class CacheRegion : IDisposable
{
    private readonly MemoryCacheBackend? _memory;

    public CacheRegion(BackendGuard guard)
    {
        Guard = guard;
        _memory = guard.Backend as MemoryCacheBackend;
        Flights = new FlightTable(Store?.Fence ?? new InvalidationFence(), Store);
    }

    public string Name => Guard.Name;

    public BackendGuard Guard { get; }

    public FlightTable Flights { get; }

    /// <summary>Gets the store of a memory backend, which the hit path reads without a detour.</summary>
    public MemoryStore? Store => _memory?.Store;

    public bool IsSynchronous => Guard.Backend is ISyncCacheBackend;

    public async ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync([Invalidation.Key(key)]).ConfigureAwait(false);
        var verdict = await Guard.SetAsync(key, value, options, cancellationToken).ConfigureAwait(false);
        return Written(key, verdict);
    }

    public bool Set<T>(string key, T value, CacheEntryOptions options)
    {
        Mark([Invalidation.Key(key)]);
        return Written(key, Guard.Set(key, value, options));
    }

    public async ValueTask<bool> SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync([.. entries.Keys.Select(Invalidation.Key)]).ConfigureAwait(false);
        var verdict = await Guard.SetManyAsync(entries, options, cancellationToken).ConfigureAwait(false);
        return entries.Keys.Select(key => Written(key, verdict)).ToArray().All(stored => stored);
    }

    /// <summary>Counts; unlike everything else here a failure reaches the caller, as a count can't be made up.</summary>
    public async ValueTask<long> IncrementAsync(
        string key,
        long amount,
        long initialValue,
        TimeSpan? ttl,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync([Invalidation.Key(key)]).ConfigureAwait(false);
        return await Guard
            .Backend.IncrementAsync(key, amount, initialValue, ttl, cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<long> InvalidateAsync(
        IReadOnlyCollection<Invalidation> invalidations,
        CancellationToken cancellationToken
    )
    {
        var removed = 0L;
        await MarkAsync(invalidations).ConfigureAwait(false);
        foreach (var invalidation in invalidations)
        {
            removed += await Guard.InvalidateAsync(invalidation, cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    public long Invalidate(IReadOnlyCollection<Invalidation> invalidations)
    {
        Mark(invalidations);
        return invalidations.Sum(Guard.Invalidate);
    }

    /// <summary>Marks and waits for the stores that an acknowledged invalidation must come after.</summary>
    public async ValueTask MarkAsync(IReadOnlyCollection<Invalidation> invalidations)
    {
        foreach (var flight in Mark(invalidations))
        {
            await flight.WhenLandedAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        Guard.Dispose();
        _memory?.Dispose();
    }

    private IReadOnlyList<Flight> Mark(IReadOnlyCollection<Invalidation> invalidations) =>
        _memory is null ? Flights.Mark(invalidations) : [];

    // A write that failed may have left the old value behind.
    private bool Written(string key, Verdict verdict)
    {
        if (verdict == Verdict.Unknown)
        {
            Guard.PutOff(Invalidation.Key(key));
        }

        return verdict == Verdict.Stored;
    }
}
