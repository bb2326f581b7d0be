using System.Diagnostics.CodeAnalysis;

namespace Caching;

/// <summary>Makes the calls of a backend and reports what came of them: the one broad catch around backends.</summary>
internal sealed class BackendCalls(string name, ICacheBackend backend, BackendHealth health, TimeProvider time)
{
    public ISyncCacheBackend Sync =>
        backend as ISyncCacheBackend
        ?? throw new CacheOperationException(
            $"Backend \"{name}\" has no synchronous operations; use the asynchronous ones, or a backend that "
                + $"implements {nameof(ISyncCacheBackend)}.",
            "synchronous call"
        );

    /// <summary>Begins a look-up; <see langword="false"/> when that failed already.</summary>
    public bool TrySendLookUp<T>(
        IFencedCacheBackend fenced,
        string key,
        bool slides,
        CancellationToken cancellationToken,
        [NotNullWhen(true)] out Task? sent,
        out long begun
    )
    {
        begun = time.GetTimestamp();
        try
        {
            sent = fenced.SendLookUpAsync<T>(key, slides, cancellationToken);
            return true;
        }
        catch (Exception failure) when (BackendFailures.IsFailure(failure, cancellationToken))
        {
            health.Failed(BackendOperation.Get, begun, failure);
            sent = null;
            return false;
        }
    }

    /// <summary>Takes the answer to a look-up that is over.</summary>
    public Probe<T> ReceiveLookUp<T>(
        IFencedCacheBackend fenced,
        string key,
        Task sent,
        long begun,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = fenced.ReceiveLookUp<T>(key, sent, begun);
            health.Succeeded(BackendOperation.Get, begun);
            return new(true, found);
        }
        catch (Exception failure) when (BackendFailures.IsFailure(failure, cancellationToken))
        {
            health.Failed(BackendOperation.Get, begun, failure);
            return default;
        }
    }

    /// <summary>Makes a call; a failure is reported and answered with the fallback.</summary>
    public async ValueTask<TResult> AskAsync<TState, TResult>(
        BackendOperation operation,
        TState state,
        Func<ICacheBackend, TState, CancellationToken, ValueTask<TResult>> call,
        TResult fallback,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        try
        {
            var result = await call(backend, state, cancellationToken).ConfigureAwait(false);
            health.Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure) when (BackendFailures.IsFailure(failure, cancellationToken))
        {
            health.Failed(operation, begun, failure);
            return fallback;
        }
    }

    /// <inheritdoc cref="AskAsync"/>
    public TResult Ask<TState, TResult>(
        BackendOperation operation,
        ISyncCacheBackend sync,
        TState state,
        Func<ISyncCacheBackend, TState, TResult> call,
        TResult fallback
    )
    {
        var begun = time.GetTimestamp();
        try
        {
            var result = call(sync, state);
            health.Succeeded(operation, begun);
            return result;
        }
        catch (Exception failure) when (BackendFailures.IsFailure(failure, CancellationToken.None))
        {
            health.Failed(operation, begun, failure);
            return fallback;
        }
    }

    /// <summary>Makes a call for its outcome only; returns what it failed with.</summary>
    public async ValueTask<Exception?> TryAsync<TState>(
        BackendOperation operation,
        TState state,
        Func<ICacheBackend, TState, CancellationToken, ValueTask> call,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        try
        {
            await call(backend, state, cancellationToken).ConfigureAwait(false);
            health.Succeeded(operation, begun);
            return null;
        }
        catch (Exception failure) when (BackendFailures.IsFailure(failure, cancellationToken))
        {
            health.Failed(operation, begun, failure);
            return failure;
        }
    }
}
