using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Refreshes ahead what service calls load by a delegate.</summary>
internal sealed class ServiceRefresh(
    double fraction,
    TimeSpan defaultTtl,
    BackgroundLoads loads,
    ILogger logger,
    TimeProvider time
)
{
    private readonly Refresher _refresher = new(loads, nameof(ICacheService), logger, time);

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
        Func<RefreshingRequest<T>, BackgroundCall<T>> make
    )
    {
        var wanted = options?.RefreshAhead ?? fraction;
        return wanted <= 0
            ? request
            : new RefreshingRequest<T>(request)
            {
                Region = region,
                Refresher = _refresher,
                Point = new RefreshPoint(options?.Ttl ?? defaultTtl, wanted),
                State = load,
                Make = make,
            };
    }
}
