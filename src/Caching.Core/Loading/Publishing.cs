namespace Caching;

/// <summary>The decisions around a load that its synchronous and its asynchronous way share.</summary>
internal static class Publishing
{
    /// <summary>Whether somebody landed between the leader's look-up and its boarding, with what it is about to load.</summary>
    public static bool MustLookAgain<T>(this CacheRegion region, Probe<T> probe, long landings) =>
        region.Store is null && probe.Answered && region.Flights.Landings != landings;

    /// <summary>Ends a flight whose value turned up after all.</summary>
    /// <remarks>It isn't shared: the look-up may be older than an invalidation that a joiner began after.</remarks>
    public static bool TryFinishEarly<T>(LoadRequest<T> request, Probe<T> probe, out T value)
    {
        if (!probe.Lookup.TryGet(out value!))
        {
            request.Metrics.Miss();
            return false;
        }

        request.Metrics.Hit();
        return true;
    }

    /// <summary>Lands a value where no backend has to be waited for: in memory, or not stored at all.</summary>
    public static bool TryPublishAtOnce<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        StoreDecision decision,
        Probe<T> probe,
        out Landing<T> landing
    )
    {
        if (region.Store is not null)
        {
            landing = region.Flights.Publish(flight, request, value, decision);
        }
        else if (
            decision.Store
            && probe.Answered
            && region.Flights.TryBeginPublishing(flight, decision, isAwaited: !probe.Lookup.Since.IsSet)
        )
        {
            landing = default;
            return false;
        }
        else
        {
            landing = Landing<T>.Of(value, region.Flights.IsFenced(flight, decision));
        }

        if (landing.IsFenced)
        {
            request.Metrics.RefuseStore("fenced");
        }

        return true;
    }

    /// <summary>Lands a value that a backend was asked to store.</summary>
    /// <returns>Whether it has to be removed again, because it was invalidated while it was being stored.</returns>
    public static bool MustTakeBack<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        Verdict verdict,
        out Landing<T> landing
    )
    {
        if (verdict == Verdict.Refused)
        {
            request.Metrics.RefuseStore("backend");
            landing = default;
            return false;
        }

        landing = Landing<T>.Of(value, region.Flights.IsFenced(flight));
        return landing.IsFenced;
    }

    public static CacheEntryOptions ToOptions(this StoreDecision decision, CacheMark since) =>
        new()
        {
            Ttl = decision.Ttl,
            Tags = decision.Tags,
            Since = since,
        };
}
