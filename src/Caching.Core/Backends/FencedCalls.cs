using System.Diagnostics.CodeAnalysis;

namespace Caching;

/// <summary>The guarded calls of a backend that tells positions apart from look-ups.</summary>
internal static class FencedCalls
{
    /// <summary>Begins a look-up; <see langword="false"/> when there is no answer to wait for.</summary>
    public static bool TrySendLookUp<T>(
        this BackendGuard guard,
        IFencedCacheBackend backend,
        string key,
        bool slides,
        CancellationToken cancellationToken,
        [NotNullWhen(true)] out Task? sent,
        out long begun
    )
    {
        (sent, begun) = (null, 0);
        return guard.MayLookUp()
            && guard.Calls.TrySendLookUp<T>(backend, key, slides, cancellationToken, out sent, out begun);
    }

    public static async ValueTask<Probe<T>> LookUpAsync<T>(
        this BackendGuard guard,
        IFencedCacheBackend backend,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (!guard.TrySendLookUp<T>(backend, key, slides: false, cancellationToken, out var sent, out var begun))
        {
            return default;
        }

        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return guard.Calls.ReceiveLookUp<T>(backend, key, sent, begun, cancellationToken);
    }

    public static Probe<T> LookUp<T>(this BackendGuard guard, IFencedCacheBackend backend, string key, bool slides) =>
        guard.Run(
            BackendOperation.Get,
            (backend, key, slides),
            static (_, at) => new Probe<T>(true, at.backend.LookUp<T>(at.key, at.slides)),
            default
        );

    /// <summary>Asks for the position of a load that begins now; no answer means that nothing can be stored.</summary>
    public static async ValueTask<Probe<T>> BeginAsync<T>(
        this BackendGuard guard,
        IFencedCacheBackend backend,
        string key,
        CancellationToken cancellationToken
    ) =>
        Miss<T>(
            await guard
                .RunAsync(
                    BackendOperation.Begin,
                    (backend, key),
                    static (_, at, token) => at.backend.BeginAsync(at.key, token),
                    default,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    /// <inheritdoc cref="BeginAsync{T}"/>
    public static Probe<T> Begin<T>(this BackendGuard guard, IFencedCacheBackend backend, string key) =>
        Miss<T>(guard.Run(BackendOperation.Begin, (backend, key), static (_, at) => at.backend.Begin(at.key), default));

    /// <summary>Asks what would come of a store, without storing.</summary>
    public static ValueTask<Verdict> CheckAsync(
        this BackendGuard guard,
        IFencedCacheBackend backend,
        string key,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    ) =>
        guard.RunAsync(
            BackendOperation.Check,
            (backend, key, options),
            static async (_, at, token) =>
                ToVerdict(await at.backend.CheckAsync(at.key, at.options, token).ConfigureAwait(false)),
            Verdict.Unknown,
            cancellationToken
        );

    /// <inheritdoc cref="CheckAsync"/>
    public static Verdict Check(
        this BackendGuard guard,
        IFencedCacheBackend backend,
        string key,
        CacheEntryOptions options
    ) =>
        guard.Run(
            BackendOperation.Check,
            (backend, key, options),
            static (_, at) => ToVerdict(at.backend.Check(at.key, at.options)),
            Verdict.Unknown
        );

    /// <summary>Stores; a fenced backend tells a store that it holds from one that is too old.</summary>
    public static async ValueTask<Verdict> StoreAsync<T>(
        this ICacheBackend backend,
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    ) =>
        backend is IFencedCacheBackend fenced && options.Since.IsSet
            ? await fenced.StoreAsync(key, value, options, cancellationToken).ConfigureAwait(false)
            : ToVerdict(await backend.SetAsync(key, value, options, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc cref="StoreAsync"/>
    public static Verdict Store<T>(this ISyncCacheBackend backend, string key, T value, CacheEntryOptions options) =>
        backend is IFencedCacheBackend fenced && options.Since.IsSet
            ? fenced.Store(key, value, options)
            : ToVerdict(backend.Set(key, value, options));

    // Without a position a store would be an explicit write, which nothing refuses.
    private static Probe<T> Miss<T>(CacheMark position) =>
        position.IsSet ? new(true, CacheLookup<T>.Miss(position)) : default;

    private static Verdict ToVerdict(bool isStored) => isStored ? Verdict.Stored : Verdict.Refused;
}
