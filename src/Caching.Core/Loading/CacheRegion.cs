using System.Collections.Concurrent;

namespace Caching;

/// <summary>A named backend with its flights and its fence: everything that reads, loads or invalidates goes through it.</summary>
/// <remarks>Thread-safe. The memory backend marks its own fence; for others this marks before the backend acts.</remarks>
internal sealed class CacheRegion : IDisposable
{
    private readonly MemoryCacheBackend? _memory;
    private readonly ConcurrentDictionary<Type, CachingProblem?> _checked = [];

    public CacheRegion(BackendGuard guard)
    {
        Guard = guard;
        _memory = guard.Backend as MemoryCacheBackend;
        Fenced = guard.Backend as IFencedCacheBackend;
        Flights = new FlightTable(Store?.Fence ?? new InvalidationFence(), Store, guard.Time);
    }

    public string Name => Guard.Name;

    public BackendGuard Guard { get; }

    public FlightTable Flights { get; }

    /// <summary>Gets the store of a memory backend, which the hit path reads without a detour.</summary>
    public MemoryStore? Store => _memory?.Store;

    /// <summary>Gets the backend where it tells positions apart from look-ups: only who leads a load asks for one.</summary>
    public IFencedCacheBackend? Fenced { get; }

    /// <summary>Gets for how long what was invalidated refuses stores where the invalidation doesn't say.</summary>
    public TimeSpan FenceFor { get; init; }

    public bool IsSynchronous => Guard.Backend is ISyncCacheBackend;

    /// <summary>Tells why values of a type can't be stored here; asks the backend once per type.</summary>
    public CachingProblem? Check(Type type) =>
        _memory is null
            ? _checked.GetOrAdd(type, static (asked, backend) => backend.Check(asked), Guard.Backend)
            : null;

    /// <summary>Whether a call goes on as after a miss without a look-up.</summary>
    public bool IsHidden(CallMode mode) => mode is CallMode.Bypass or CallMode.Refresh || CallModes.Hides(this);

    /// <summary>Looks up past the memory store's shortcut; on a fenced backend without asking for a position.</summary>
    public ValueTask<Probe<T>> LookUpAsync<T>(string key, CancellationToken cancellationToken) =>
        Fenced is null
            ? Guard.GetAsync<T>(key, cancellationToken)
            : Guard.LookUpAsync<T>(Fenced, key, cancellationToken);

    /// <inheritdoc cref="LookUpAsync"/>
    public Probe<T> LookUp<T>(string key, bool slides = false) =>
        Fenced is null ? Guard.Get<T>(key) : Guard.LookUp<T>(Fenced, key, slides);

    public async ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        if (UnitOfWork.Current is { } unit)
        {
            unit.Add(new DeferredWrite<T>(this, new Dictionary<string, T> { [key] = value }, options));
            return true;
        }

        IReadOnlyCollection<Invalidation> written = [Invalidation.Key(key)];
        await MarkAsync(written, cancellationToken).ConfigureAwait(false);
        var verdict = await Guard.SetAsync(key, value, options, cancellationToken).ConfigureAwait(false);
        await FinishAsync(written, verdict, cancellationToken).ConfigureAwait(false);
        return verdict == Verdict.Stored;
    }

    public bool Set<T>(string key, T value, CacheEntryOptions options)
    {
        if (UnitOfWork.Current is { } unit)
        {
            unit.Add(new DeferredWrite<T>(this, new Dictionary<string, T> { [key] = value }, options));
            return true;
        }

        IReadOnlyCollection<Invalidation> written = [Invalidation.Key(key)];
        Mark(written);
        var verdict = Guard.Set(key, value, options);
        if (verdict == Verdict.Unknown)
        {
            Guard.Invalidate(written);
        }

        Mark(written);
        return verdict == Verdict.Stored;
    }

    public async ValueTask<bool> SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        if (UnitOfWork.Current is { } unit)
        {
            unit.Add(new DeferredWrite<T>(this, entries, options));
            return true;
        }

        IReadOnlyCollection<Invalidation> written = [.. entries.Keys.Select(Invalidation.Key)];
        await MarkAsync(written, cancellationToken).ConfigureAwait(false);
        var verdict = await Guard.SetManyAsync(entries, options, cancellationToken).ConfigureAwait(false);
        await FinishAsync(written, verdict, cancellationToken).ConfigureAwait(false);
        return verdict == Verdict.Stored;
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
        IReadOnlyCollection<Invalidation> counted = [Invalidation.Key(key)];
        await MarkAsync(counted, cancellationToken).ConfigureAwait(false);
        var count = await Guard.IncrementAsync(key, amount, initialValue, ttl, cancellationToken).ConfigureAwait(false);
        await MarkAsync(counted, cancellationToken).ConfigureAwait(false);
        return count;
    }

    public async ValueTask<long> InvalidateAsync(
        IReadOnlyCollection<Invalidation> invalidations,
        CancellationToken cancellationToken
    )
    {
        if (UnitOfWork.Current is { } unit)
        {
            unit.Add(new DeferredInvalidation(this, invalidations));
            return 0;
        }

        invalidations = Hold(invalidations);
        await MarkAsync(invalidations, cancellationToken).ConfigureAwait(false);
        return await Guard.InvalidateAsync(invalidations, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Invalidates one thing, telling how far it is as long as the call runs.</summary>
    public async ValueTask<long> InvalidateAsync(
        Invalidation invalidation,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        using var told = progress is null ? null : new CallProgress(progress);
        return await InvalidateAsync([invalidation with { Progress = told }], cancellationToken).ConfigureAwait(false);
    }

    public long Invalidate(IReadOnlyCollection<Invalidation> invalidations)
    {
        if (UnitOfWork.Current is { } unit)
        {
            unit.Add(new DeferredInvalidation(this, invalidations));
            return 0;
        }

        invalidations = Hold(invalidations);
        Mark(invalidations);
        return Guard.Invalidate(invalidations);
    }

    public void Dispose()
    {
        Guard.Dispose();
        _memory?.Dispose();
    }

    // Each says itself from here on for how long it holds: it may be put off, and a fenced backend holds it too.
    private IReadOnlyCollection<Invalidation> Hold(IReadOnlyCollection<Invalidation> invalidations)
    {
        if (FenceFor > TimeSpan.Zero)
        {
            invalidations = [.. invalidations.Select(each => each with { FenceFor = each.FenceFor ?? FenceFor })];
        }

        if (invalidations.Any(each => each.IsHeld))
        {
            Flights.Hold(invalidations);
        }

        return invalidations;
    }

    // Marks, then waits for the stores that must come first. A write is marked before, which fences the loads begun
    // before it, and after, which fences those begun while it took place.
    private async ValueTask MarkAsync(
        IReadOnlyCollection<Invalidation> invalidations,
        CancellationToken cancellationToken
    )
    {
        foreach (var flight in MarkOnly(invalidations))
        {
            await flight.WhenLandedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Waits for synchronous stores only. An asynchronous one takes its value back when it finds itself fenced.
    private void Mark(IReadOnlyCollection<Invalidation> invalidations)
    {
        foreach (var flight in MarkOnly(invalidations).Where(flight => flight.IsSync))
        {
            flight.WaitUntilLanded(CancellationToken.None);
        }
    }

    private IReadOnlyList<Flight> MarkOnly(IReadOnlyCollection<Invalidation> invalidations) =>
        _memory is null ? Flights.Mark(invalidations) : [];

    // A write that failed may have left the old value behind: a full backend can still remove it.
    private async ValueTask FinishAsync(
        IReadOnlyCollection<Invalidation> written,
        Verdict verdict,
        CancellationToken cancellationToken
    )
    {
        if (verdict == Verdict.Unknown)
        {
            await Guard.InvalidateAsync(written, CancellationToken.None).ConfigureAwait(false);
        }

        await MarkAsync(written, cancellationToken).ConfigureAwait(false);
    }
}
