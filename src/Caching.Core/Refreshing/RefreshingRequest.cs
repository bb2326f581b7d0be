namespace Caching;

/// <summary>A call whose hit, if its entry is due, starts a refresh.</summary>
internal sealed record RefreshingRequest<T> : LoadRequest<T>
{
    public RefreshingRequest(LoadRequest<T> request)
        : base(request)
    {
        RefreshesAhead = true;
    }

    public required CacheRegion Region { get; init; }

    public required Refresher Refresher { get; init; }

    public required RefreshPoint Point { get; init; }

    /// <summary>Gets what the refresh is made from: a method's arguments, or a delegate.</summary>
    public required object State { get; init; }

    /// <summary>Gets what makes the refresh.</summary>
    public required Func<RefreshingRequest<T>, BackgroundCall<T>> Make { get; init; }

    /// <summary>Sees a hit past the shortcut of the memory store.</summary>
    public void SeeHit(DateTimeOffset? storedAt)
    {
        if (Region.Store is { } store ? IsDue(store) : storedAt is { } at && Point.IsDue(Refresher.AgeOf(at)))
        {
            Refresher.TryStart(Region, Key, Point, Metrics, this, Make);
        }
    }

    private bool IsDue(MemoryStore store) =>
        store.TryGet(Key, out var entry) && Point.IsDue(entry.ExpiresAt, store.Clock.Now);
}
