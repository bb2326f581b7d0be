using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Decides what a storage failure means.</summary>
/// <remarks>
/// Fail open: a failed look-up is no answer, a failed store stores nothing, a failed invalidation is put off and
/// replayed. After its first failure a side of the backend (reads, writes or invalidations) isn't touched by callers any
/// more: they get that same fallback at once, until a probe in the background finds the side working. While invalidations
/// are put off the backend is asked for nothing, as what it holds may be older than they are. The backend bounds its own
/// calls in time.
/// </remarks>
internal sealed class BackendGuard : IDisposable
{
    private readonly PendingInvalidations _pending;
    private readonly BackendHealth _health;
    private readonly ProbeTimer _probe;

    public BackendGuard(
        string name,
        ICacheBackend backend,
        TimeProvider time,
        ILogger logger,
        IInvalidationJournal? journal = null
    )
    {
        Name = name;
        Backend = backend;
        Time = time;
        _health = new BackendHealth(name, time, logger, Wake);
        var kept = new SafeJournal(name, journal, time, logger);
        _pending = new PendingInvalidations(name, () => backend.MaxTtl, kept, time, logger, Wake);
        Calls = new BackendCalls(name, backend, _health, time);
        var probe = new BackendProbe(Calls, _health, _pending);
        _probe = new ProbeTimer(probe.RunAsync, probe.IsNeeded, time);
        _pending.Recover();
    }

    public string Name { get; }

    public ICacheBackend Backend { get; }

    public TimeProvider Time { get; }

    /// <summary>Gets what makes the calls, once the guard lets them.</summary>
    public BackendCalls Calls { get; }

    /// <summary>Gets how many invalidations wait to be replayed.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Prepares the backend; one that can't be reached yet is used as soon as it can.</summary>
    /// <exception cref="CacheConfigurationException">Thrown when it can never work as configured.</exception>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        var begun = Time.GetTimestamp();
        try
        {
            await Backend.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure is not CacheConfigurationException && BackendFailures.IsFailure(failure, cancellationToken))
        {
            _health.Failed(BackendOperation.Initialize, begun, failure);
        }
    }

    /// <summary>Shuts the backend down, whether or not it works: it has to let go of what it holds.</summary>
    public async ValueTask ShutDownAsync(CancellationToken cancellationToken) =>
        await Calls
            .TryAsync(
                BackendOperation.ShutDown,
                false,
                static (backend, _, token) => backend.ShutdownAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);

    public ValueTask<Probe<T>> GetAsync<T>(string key, CancellationToken cancellationToken) =>
        RunAsync(
            BackendOperation.Get,
            key,
            static async (backend, key, token) =>
                new Probe<T>(true, await backend.GetAsync<T>(key, token).ConfigureAwait(false)),
            default,
            cancellationToken
        );

    public Probe<T> Get<T>(string key) =>
        Run(BackendOperation.Get, key, static (backend, key) => new Probe<T>(true, backend.Get<T>(key)), default);

    public ValueTask<Verdict> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        _pending.NoteTtl(options.Life());
        return RunAsync(
            BackendOperation.Set,
            (key, value, options),
            static (backend, set, token) => backend.StoreAsync(set.key, set.value, set.options, token),
            Verdict.Unknown,
            cancellationToken
        );
    }

    public ValueTask<Verdict> SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        _pending.NoteTtl(options.Life());
        return RunAsync(
            BackendOperation.SetMany,
            (entries, options),
            static async (backend, set, token) =>
            {
                await backend.SetManyAsync(set.entries, set.options, token).ConfigureAwait(false);
                return Verdict.Stored;
            },
            Verdict.Unknown,
            cancellationToken
        );
    }

    public Verdict Set<T>(string key, T value, CacheEntryOptions options)
    {
        _pending.NoteTtl(options.Life());
        return Run(
            BackendOperation.Set,
            (key, value, options),
            static (backend, set) => backend.Store(set.key, set.value, set.options),
            Verdict.Unknown
        );
    }

    /// <summary>Invalidates, now or as soon as the backend works again; returns how many keys were removed now.</summary>
    /// <remarks>After the first failure the backend isn't asked again: a dead one costs a call one time-out, not many.</remarks>
    public async ValueTask<long> InvalidateAsync(
        IReadOnlyCollection<Invalidation> invalidations,
        CancellationToken cancellationToken
    )
    {
        var (total, removed) = (0L, 0L);
        foreach (var step in InvalidationStep.Of(invalidations, keysTogether: true))
        {
            removed =
                removed < 0
                    ? removed
                    : await RunAsync(
                            BackendOperation.Invalidate,
                            step,
                            static (backend, what, token) => what.RunAsync(backend, token),
                            -1L,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
            total += CountOrPutOff(step, removed);
        }

        return total;
    }

    /// <inheritdoc cref="InvalidateAsync"/>
    public long Invalidate(IReadOnlyCollection<Invalidation> invalidations)
    {
        var (total, removed) = (0L, 0L);
        foreach (var step in InvalidationStep.Of(invalidations, keysTogether: false))
        {
            removed =
                removed < 0
                    ? removed
                    : Run(BackendOperation.Invalidate, step, static (backend, what) => what.Run(backend), -1L);
            total += CountOrPutOff(step, removed);
        }

        return total;
    }

    /// <summary>Puts an invalidation off to be replayed in the background.</summary>
    public void PutOff(Invalidation invalidation) => _pending.Add(invalidation);

    /// <summary>Counts; a failure reaches the caller, as a count can't be made up.</summary>
    public async ValueTask<long> IncrementAsync(
        string key,
        long amount,
        long initialValue,
        TimeSpan? ttl,
        CancellationToken cancellationToken
    )
    {
        if (_health.IsOpen(BackendOperationKinds.Write))
        {
            throw this.CantCount(key, _health.LastFailure);
        }

        var begun = Time.GetTimestamp();
        try
        {
            var count = await Backend
                .IncrementAsync(key, amount, initialValue, ttl, cancellationToken)
                .ConfigureAwait(false);
            _health.Succeeded(BackendOperation.Increment, begun);
            return count;
        }
        catch (CacheException failure) when (BackendFailures.IsOfBackend(failure))
        {
            _health.Failed(BackendOperation.Increment, begun, failure);
            throw;
        }
        catch (Exception failure)
            when (failure is not CacheException && BackendFailures.IsFailure(failure, cancellationToken))
        {
            _health.Failed(BackendOperation.Increment, begun, failure);
            throw this.FailedToCount(key, failure);
        }
    }

    /// <summary>Runs an operation; a failure is logged and answered with the fallback.</summary>
    public ValueTask<TResult> RunAsync<TState, TResult>(
        BackendOperation operation,
        TState state,
        Func<ICacheBackend, TState, CancellationToken, ValueTask<TResult>> call,
        TResult fallback,
        CancellationToken cancellationToken
    ) =>
        MayAsk(operation)
            ? Calls.AskAsync(operation, state, call, fallback, cancellationToken)
            : ValueTask.FromResult(fallback);

    /// <inheritdoc cref="RunAsync"/>
    public TResult Run<TState, TResult>(
        BackendOperation operation,
        TState state,
        Func<ISyncCacheBackend, TState, TResult> call,
        TResult fallback
    )
    {
        var backend = Calls.Sync;
        return MayAsk(operation) ? Calls.Ask(operation, backend, state, call, fallback) : fallback;
    }

    /// <summary>Makes what a policy throws that would rather fail than go on without the backend.</summary>
    public CacheConnectionException Unavailable() => this.MakeUnavailable(_health.LastFailure);

    /// <summary>Tells in one line whether the backend works, or else what doesn't since when.</summary>
    public string DescribeHealth() => _health.Describe(PendingCount);

    public void Dispose()
    {
        _probe.Dispose();
        _pending.Dispose();
        _health.Dispose();
    }

    /// <summary>Whether the backend may be asked for what it holds.</summary>
    public bool MayLookUp() => MayAsk(BackendOperation.Get);

    private void Wake() => _probe.Wake();

    private bool MayAsk(BackendOperation operation)
    {
        if (_health.IsOpen(operation.Kind))
        {
            _health.KeptAway(operation);
            return false;
        }

        return operation.Kind != BackendOperationKinds.Read || _pending.IsEmpty;
    }

    private long CountOrPutOff(InvalidationStep step, long removed)
    {
        if (removed >= 0)
        {
            return removed;
        }

        foreach (var invalidation in step.Parts)
        {
            _pending.Add(invalidation);
        }

        return 0;
    }
}
