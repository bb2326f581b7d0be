namespace Caching;

/// <summary>
/// Loads the entries of one method again in the background: before they expire, by a hit past the point, or when a call
/// with a last value at hand waits for no longer than its soft timeout.
/// </summary>
internal sealed class MethodReloads<T>
{
    private readonly RefreshPoint? _point;
    private readonly CacheRegion _region;
    private readonly CallMetrics _metrics;
    private readonly Reloader _reloader;
    private readonly Func<object?[], BackgroundCall<T>> _call;
    private readonly Func<ReloadableRequest<T>, BackgroundCall<T>> _callOf;

    /// <param name="point">From when on a hit refreshes its entry; <see langword="null"/> for never.</param>
    /// <param name="region">Where the entries are.</param>
    /// <param name="metrics">Where it is counted.</param>
    /// <param name="reloader">What starts the loads.</param>
    /// <param name="method">What they call.</param>
    public MethodReloads(
        RefreshPoint? point,
        CacheRegion region,
        CallMetrics metrics,
        Reloader reloader,
        BackgroundMethod<T> method
    )
    {
        _point = point;
        _region = region;
        _metrics = metrics;
        _reloader = reloader;
        _call = method.Of;
        _callOf = request => method.Of((object?[])request.State);
    }

    /// <summary>Gets whether hits have to be seen.</summary>
    public bool RefreshesAhead => _point is not null;

    /// <summary>Whether a hit in memory may be answered and nothing be begun.</summary>
    public bool NeedsNoRefresh(Entry hit, long now) =>
        !_reloader.IsRunning && _point is { } point && !point.IsDue(hit.ExpiresAt, now);

    /// <summary>Sees a hit in memory; allocates nothing unless it starts a refresh.</summary>
    /// <returns><see langword="false"/> when the call is the refresh itself, which mustn't hit.</returns>
    public bool Allows(Entry hit, long now, object?[] arguments)
    {
        if (_reloader.IsRunning && BackgroundLoad.IsDueFor(_region, hit.Key))
        {
            return false;
        }

        if (_point is { } point && point.IsDue(hit.ExpiresAt, now))
        {
            _reloader.TryRefresh(_region, hit.Key, point, _metrics, arguments, _call);
        }

        return true;
    }

    /// <summary>Makes the request of a call one that can be loaded in the background; that of such a load one that loads.</summary>
    public LoadRequest<T> Of(LoadRequest<T> request, object?[] arguments) =>
        _reloader.IsRunning && BackgroundLoad.Claim(_region, request.Key) is { } load
            ? new BackgroundRequest<T>(request, load)
            : new ReloadableRequest<T>(request)
            {
                Region = _region,
                Reloader = _reloader,
                Point = _point,
                State = arguments,
                Make = _callOf,
            };
}
