using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Decides what a storage failure means: the one place with a broad catch around backends.</summary>
/// <remarks>
/// Fail open: a failed look-up is no answer, a failed store stores nothing, a failed invalidation is put off and
/// retried. One log line per change of state. While invalidations are put off the backend is asked for nothing, as
/// what it holds may be older than they are.
/// </remarks>
internal sealed class BackendGuard : IDisposable
{
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly PendingInvalidations _pending;
    private int _isFailing;

    public BackendGuard(string name, ICacheBackend backend, TimeProvider time, ILogger logger)
    {
        Name = name;
        Backend = backend;
        _time = time;
        _logger = logger;
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

    public ValueTask<Probe<T>> GetAsync<T>(string key, CancellationToken cancellationToken) =>
        _pending.IsEmpty
            ? RunAsync(
                "get",
                key,
                static async (backend, key, token) =>
                    new Probe<T>(true, await backend.GetAsync<T>(key, token).ConfigureAwait(false)),
                default,
                cancellationToken
            )
            : default;

    public Probe<T> Get<T>(string key) =>
        _pending.IsEmpty
            ? Run("get", key, static (backend, key) => new Probe<T>(true, backend.Get<T>(key)), default)
            : default;

    public ValueTask<Verdict> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        _pending.NoteTtl(options.Ttl);
        return RunAsync(
            "set",
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
            "set many",
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
            "set",
            (key, value, options),
            static (backend, set) => backend.Set(set.key, set.value, set.options) ? Verdict.Stored : Verdict.Refused,
            Verdict.Unknown
        );
    }

    /// <summary>Invalidates, now or as soon as the backend works again; returns how many keys were removed now.</summary>
    public async ValueTask<long> InvalidateAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        var removed = await TryInvalidateAsync(invalidation, cancellationToken).ConfigureAwait(false);
        if (removed < 0)
        {
            _pending.Add(invalidation);
        }

        return Math.Max(removed, 0);
    }

    /// <inheritdoc cref="InvalidateAsync"/>
    public long Invalidate(Invalidation invalidation)
    {
        var removed = Run("invalidate", invalidation, static (backend, what) => what.Run(backend), -1L);
        if (removed < 0)
        {
            _pending.Add(invalidation);
        }

        return Math.Max(removed, 0);
    }

    /// <summary>Invalidates; returns -1 when the backend failed.</summary>
    public ValueTask<long> TryInvalidateAsync(Invalidation invalidation, CancellationToken cancellationToken) =>
        RunAsync(
            "invalidate",
            invalidation,
            static (backend, what, token) => what.RunAsync(backend, token),
            -1L,
            cancellationToken
        );

    /// <summary>Puts an invalidation off to be retried in the background.</summary>
    public void PutOff(Invalidation invalidation) => _pending.Add(invalidation);

    public async ValueTask<TResult> RunAsync<TState, TResult>(
        string operation,
        TState state,
        Func<ICacheBackend, TState, CancellationToken, ValueTask<TResult>> call,
        TResult fallback,
        CancellationToken cancellationToken
    )
    {
        var begun = _time.GetTimestamp();
        try
        {
            var result = await call(Backend, state, cancellationToken).ConfigureAwait(false);
            Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failed(operation, begun, failure);
            return fallback;
        }
    }

    public TResult Run<TState, TResult>(
        string operation,
        TState state,
        Func<ISyncCacheBackend, TState, TResult> call,
        TResult fallback
    )
    {
        var backend = SyncBackend;
        var begun = _time.GetTimestamp();
        try
        {
            var result = call(backend, state);
            Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure) when (failure is not CacheConfigurationException)
        {
            Failed(operation, begun, failure);
            return fallback;
        }
    }

    public void Dispose() => _pending.Dispose();

    private void Succeeded(string operation, long begun)
    {
        Count(operation, begun, "ok");
        if (_isFailing != 0 && Interlocked.Exchange(ref _isFailing, 0) != 0)
        {
            _logger.BackendWorksAgain(Name);
        }
    }

    private void Failed(string operation, long begun, Exception failure)
    {
        Count(operation, begun, "failed");
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
        {
            _logger.BackendFails(Name, operation, failure);
        }
    }

    private void Count(string operation, long begun, string outcome)
    {
        if (CachingMeter.Operations.Enabled || CachingMeter.OperationDuration.Enabled)
        {
            KeyValuePair<string, object?> backend = new("backend", Name);
            KeyValuePair<string, object?> name = new("operation", operation);
            CachingMeter.Operations.Add(1, backend, name, new KeyValuePair<string, object?>("outcome", outcome));
            CachingMeter.OperationDuration.Record(_time.GetElapsedTime(begun).TotalSeconds, backend, name);
        }
    }
}
