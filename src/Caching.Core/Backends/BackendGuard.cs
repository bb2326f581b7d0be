using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Decides what a storage failure means: the one place with a broad catch around backends.</summary>
/// <remarks>
/// Fail open: a failed look-up is no answer, a failed store stores nothing, a failed invalidation is put off and
/// retried. While invalidations are put off the backend is asked for nothing, as
/// what it holds may be older than they are.
/// </remarks>
internal sealed class BackendGuard : IDisposable
{
    private readonly TimeProvider _time;
    private readonly PendingInvalidations _pending;
    private readonly BackendHealth _health;

    public BackendGuard(string name, ICacheBackend backend, TimeProvider time, ILogger logger)
    {
        Name = name;
        Backend = backend;
        _time = time;
        _health = new BackendHealth(name, time, logger);
        _pending = new PendingInvalidations(this, time, logger);
    }

    public string Name { get; }

    public ICacheBackend Backend { get; }

    /// <summary>Gets how many invalidations wait to be retried.</summary>
    public int PendingCount => _pending.Count;

    private ISyncCacheBackend SyncBackend =>
        Backend as ISyncCacheBackend
        ?? throw new CacheOperationException(
            $"Backend \"{Name}\" has no synchronous operations; use the asynchronous ones, or a backend that "
                + $"implements {nameof(ISyncCacheBackend)}.",
            "synchronous call"
        );

    /// <summary>Prepares the backend; one that can't be reached yet is used as soon as it can.</summary>
    /// <exception cref="CacheConfigurationException">Thrown when it can never work as configured.</exception>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        try
        {
            await Backend.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure is not CacheConfigurationException && IsFailure(failure, cancellationToken))
        {
            _health.Failed(BackendOperation.Initialize, begun, failure);
        }
    }

    public async ValueTask ShutDownAsync(CancellationToken cancellationToken) =>
        await RunAsync(
                BackendOperation.ShutDown,
                Backend,
                static async (backend, _, token) =>
                {
                    await backend.ShutdownAsync(token).ConfigureAwait(false);
                    return true;
                },
                false,
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
        _pending.NoteTtl(options.Ttl);
        return RunAsync(
            BackendOperation.Set,
            (key, value, options),
            static async (backend, set, token) =>
                await backend.SetAsync(set.key, set.value, set.options, token).ConfigureAwait(false)
                    ? Verdict.Stored
                    : Verdict.Refused,
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
        _pending.NoteTtl(options.Ttl);
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
        _pending.NoteTtl(options.Ttl);
        return Run(
            BackendOperation.Set,
            (key, value, options),
            static (backend, set) => backend.Set(set.key, set.value, set.options) ? Verdict.Stored : Verdict.Refused,
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
        foreach (var invalidation in invalidations)
        {
            removed =
                removed < 0 ? removed : await TryInvalidateAsync(invalidation, cancellationToken).ConfigureAwait(false);
            total += CountOrPutOff(invalidation, removed);
        }

        return total;
    }

    /// <inheritdoc cref="InvalidateAsync"/>
    public long Invalidate(IReadOnlyCollection<Invalidation> invalidations)
    {
        var (total, removed) = (0L, 0L);
        foreach (var invalidation in invalidations)
        {
            removed =
                removed < 0
                    ? removed
                    : Run(BackendOperation.Invalidate, invalidation, static (backend, what) => what.Run(backend), -1L);
            total += CountOrPutOff(invalidation, removed);
        }

        return total;
    }

    /// <summary>Invalidates; returns -1 when the backend failed.</summary>
    public ValueTask<long> TryInvalidateAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        RunAsync(
            BackendOperation.Invalidate,
            invalidation,
            static (backend, what, token) => what.RunAsync(backend, token),
            -1L,
            cancellationToken
        );

    /// <summary>Puts an invalidation off to be retried in the background.</summary>
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
        var begun = _time.GetTimestamp();
        try
        {
            var count = await Backend
                .IncrementAsync(key, amount, initialValue, ttl, cancellationToken)
                .ConfigureAwait(false);
            _health.Succeeded(BackendOperation.Increment, begun);
            return count;
        }
        catch (CacheConnectionException failure)
        {
            _health.Failed(BackendOperation.Increment, begun, failure);
            throw;
        }
        catch (Exception failure) when (failure is not CacheException && IsFailure(failure, cancellationToken))
        {
            _health.Failed(BackendOperation.Increment, begun, failure);
            throw new CacheOperationException(
                $"Backend \"{Name}\" failed to count \"{key}\"; whether it counted isn't known.",
                "increment",
                key,
                failure
            );
        }
    }

    /// <summary>Runs an operation; a failure is logged and answered with the fallback.</summary>
    public async ValueTask<TResult> RunAsync<TState, TResult>(
        BackendOperation operation,
        TState state,
        Func<ICacheBackend, TState, CancellationToken, ValueTask<TResult>> call,
        TResult fallback,
        CancellationToken cancellationToken
    )
    {
        if (!MayAsk(operation))
        {
            return fallback;
        }

        var begun = _time.GetTimestamp();
        try
        {
            var result = await call(Backend, state, cancellationToken).ConfigureAwait(false);
            _health.Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            _health.Failed(operation, begun, failure);
            return fallback;
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public TResult Run<TState, TResult>(
        BackendOperation operation,
        TState state,
        Func<ISyncCacheBackend, TState, TResult> call,
        TResult fallback
    )
    {
        var backend = SyncBackend;
        if (!MayAsk(operation))
        {
            return fallback;
        }

        var begun = _time.GetTimestamp();
        try
        {
            var result = call(backend, state);
            _health.Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure) when (IsFailure(failure, CancellationToken.None))
        {
            _health.Failed(operation, begun, failure);
            return fallback;
        }
    }

    public void Dispose() => _pending.Dispose();

    private static bool IsFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested;

    private bool MayAsk(BackendOperation operation) => operation.Kind != BackendOperationKinds.Read || _pending.IsEmpty;

    private long CountOrPutOff(Invalidation invalidation, long removed)
    {
        if (removed < 0)
        {
            _pending.Add(invalidation);
        }

        return Math.Max(removed, 0);
    }
}
