namespace Caching;

/// <summary>A call that can be made again in the background: by its hit, if its entry is due, or because it takes long.</summary>
internal sealed record ReloadableRequest<T> : LoadRequest<T>
{
    public ReloadableRequest(LoadRequest<T> request)
        : base(request)
    {
        IsReloadable = true;
    }

    public required CacheRegion Region { get; init; }

    public required Reloader Reloader { get; init; }

    /// <summary>Gets from when on a hit refreshes the entry; <see langword="null"/> for never.</summary>
    public required RefreshPoint? Point { get; init; }

    /// <summary>Gets what the background load is made from: a method's arguments, or a delegate.</summary>
    public required object State { get; init; }

    /// <summary>Gets what makes the background load.</summary>
    public required Func<ReloadableRequest<T>, BackgroundCall<T>> Make { get; init; }

    /// <summary>Sees a hit past the shortcut of the memory store.</summary>
    public void SeeHit(DateTimeOffset? storedAt)
    {
        if (Point is { } point && IsDue(point, storedAt))
        {
            Reloader.TryRefresh(Region, Key, point, Metrics, this, Make);
        }
    }

    /// <summary>Starts the load in the background, or finds the one that runs.</summary>
    /// <param name="isOwn">Whether it was started by this call.</param>
    /// <returns><see langword="null"/> where there is no room for one.</returns>
    public BackgroundRun? Load(out bool isOwn) => Reloader.Load(Region, Key, FailSafe!.Notices, this, Make, out isOwn);

    private bool IsDue(RefreshPoint point, DateTimeOffset? storedAt) =>
        Region.Store is { } store
            ? store.TryGet(Key, out var entry) && point.IsDue(entry.ExpiresAt, store.Clock.Now)
            : storedAt is { } at && point.IsDue(Reloader.AgeOf(at));
}
