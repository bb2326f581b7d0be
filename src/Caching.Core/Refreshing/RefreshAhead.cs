namespace Caching;

/// <summary>Refreshes the entries of one method before they expire: a hit past the point starts a load in the background.</summary>
internal sealed class RefreshAhead<T>
{
    private readonly RefreshPoint _point;
    private readonly CacheRegion _region;
    private readonly CallMetrics _metrics;
    private readonly Refresher _refresher;
    private readonly Func<object?[], BackgroundCall<T>> _call;
    private readonly Func<RefreshingRequest<T>, BackgroundCall<T>> _callOf;

    public RefreshAhead(
        RefreshPoint point,
        CacheRegion region,
        CallMetrics metrics,
        Refresher refresher,
        BackgroundMethod<T> method
    )
    {
        _point = point;
        _region = region;
        _metrics = metrics;
        _refresher = refresher;
        _call = method.Of;
        _callOf = request => method.Of((object?[])request.State);
    }

    /// <summary>Sees a hit in memory; allocates nothing unless it starts a refresh.</summary>
    /// <returns><see langword="false"/> when the call is the refresh itself, which mustn't hit.</returns>
    public bool Allows(Entry hit, long now, object?[] arguments)
    {
        if (_refresher.IsRunning && BackgroundLoad.IsDueFor(_region, hit.Key))
        {
            return false;
        }

        if (_point.IsDue(hit.ExpiresAt, now))
        {
            _refresher.TryStart(_region, hit.Key, _point, _metrics, arguments, _call);
        }

        return true;
    }

    /// <summary>Makes the request of a call one that refreshes by its hit; that of a refresh one that loads.</summary>
    public LoadRequest<T> Of(LoadRequest<T> request, object?[] arguments) =>
        _refresher.IsRunning && BackgroundLoad.Claim(_region, request.Key) is { } load
            ? new BackgroundRequest<T>(request, load)
            : new RefreshingRequest<T>(request)
            {
                Region = _region,
                Refresher = _refresher,
                Point = _point,
                State = arguments,
                Make = _callOf,
            };
}
