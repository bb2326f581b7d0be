using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Loads again in the background what service calls load by a delegate: ahead, or because it takes long.</summary>
internal sealed class ServiceReloads(
    double fraction,
    TimeSpan defaultTtl,
    BackgroundLoads loads,
    ILogger logger,
    TimeProvider time
)
{
    private readonly Reloader _reloader = new(loads, nameof(ICacheService), logger, time);

    public LoadRequest<T> Of<T>(
        LoadRequest<T> request,
        CacheRegion region,
        CacheLoadOptions? options,
        Func<CancellationToken, Task<T>> load
    ) =>
        Of(
            request,
            region,
            options,
            load,
            static asked => new BackgroundFactory<T>(asked.Region, asked, (Func<CancellationToken, Task<T>>)asked.State)
        );

    public LoadRequest<T> Of<T>(LoadRequest<T> request, CacheRegion region, CacheLoadOptions? options, Func<T> load) =>
        Of(
            request,
            region,
            options,
            load,
            static asked => new SyncBackgroundFactory<T>(asked.Region, asked, (Func<T>)asked.State)
        );

    private LoadRequest<T> Of<T>(
        LoadRequest<T> request,
        CacheRegion region,
        CacheLoadOptions? options,
        object load,
        Func<ReloadableRequest<T>, BackgroundCall<T>> make
    )
    {
        var wanted = options?.RefreshAhead ?? fraction;
        return wanted <= 0 && request.FailSafe is not { SoftTimeout.Ticks: > 0 }
            ? request
            : new ReloadableRequest<T>(request)
            {
                Region = region,
                Reloader = _reloader,
                Point = wanted > 0 ? new RefreshPoint(options?.Ttl ?? defaultTtl, wanted) : null,
                State = load,
                Make = make,
            };
    }
}
