namespace Caching;

/// <summary>The decisions around a load that its synchronous and its asynchronous way share.</summary>
internal static class Publishing
{
    /// <summary>Whether somebody landed between the leader's look-up and its boarding, with what it is about to load.</summary>
    public static bool MustLookAgain<T>(this CacheRegion region, Probe<T> probe, long landings) =>
        region.Store is null && probe.Answered && region.Flights.Landings != landings;

    /// <summary>Whether a call that found nothing loads for itself alone, and its value is nobody else's.</summary>
    /// <exception cref="CacheMissException">Thrown when it may be answered by hits only.</exception>
    public static bool IsAlone<T>(this LoadRequest<T> request)
    {
        if (request.Mode == CallMode.Bypass)
        {
            request.Metrics.Bypass();
            return true;
        }

        var isInUnit = UnitOfWork.IsActive;
        if (isInUnit || request.Mode == CallMode.Only)
        {
            request.Metrics.Miss();
        }

        return request.Mode == CallMode.Only ? throw new CacheMissException(request.Key) : isInUnit;
    }

    /// <summary>Whether a load has to ask the backend for its position; without an answer to the look-up it doesn't touch it again.</summary>
    public static bool MustBegin<T>(this CacheRegion region, Probe<T> probe) =>
        region.Fenced is not null && probe is { Answered: true, Lookup.IsHit: false };

    /// <summary>Ends a call that must not load where the backend gives no answer.</summary>
    /// <exception cref="CacheConnectionException">Thrown when the policy is fail-closed and there was no answer.</exception>
    public static void DemandAnswer<T>(this CacheRegion region, LoadRequest<T> request, Probe<T> probe)
    {
        if (request.FailClosed && !probe.Answered)
        {
            throw region.Guard.Unavailable();
        }
    }

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

    /// <summary>Begins to publish a loaded value: lands it where no backend has to be asked, in memory or not stored at all.</summary>
    public static PublishingStep BeginPublishing<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        StoreDecision decision,
        Probe<T> probe,
        out Landing<T> landing
    )
    {
        var step = PublishingStep.Land;
        if (decision.Store && region.Flights.IsHeld(flight, decision))
        {
            request.Metrics.RefuseStore("held");
            decision = decision with { Store = false };
        }

        if (region.Store is not null)
        {
            landing = region.Flights.Publish(flight, request, value, decision);
        }
        else if (!probe.Answered || (region.Fenced is null && !decision.Store))
        {
            landing = Landing<T>.Of(value, region.Flights.IsFenced(flight, decision));
        }
        else if (region.Flights.TryBeginPublishing(flight, decision, isAwaited: !probe.Lookup.Since.IsSet))
        {
            landing = Landing<T>.Of(value);
            step =
                decision.Store ? PublishingStep.Store
                : flight.HasJoiners ? PublishingStep.Check
                : PublishingStep.Land;
        }
        else
        {
            // Another process may have invalidated too, before a joiner began: only the backend would know.
            landing = region.Fenced is null ? Landing<T>.Of(value, isFenced: true) : Landing<T>.Fenced;
        }

        if (landing.IsFenced)
        {
            request.Metrics.RefuseStore("fenced");
        }

        return step;
    }

    /// <summary>Lands a value that a backend was asked to store or to check.</summary>
    /// <returns>Whether it has to be removed again, because it was invalidated while it was being stored.</returns>
    public static bool MustTakeBack<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        PublishingStep step,
        Verdict verdict,
        out Landing<T> landing
    )
    {
        if (verdict is Verdict.Refused or Verdict.Held && step == PublishingStep.Store)
        {
            request.Metrics.RefuseStore(verdict == Verdict.Held ? "held" : "backend");
        }

        landing = verdict switch
        {
            Verdict.Refused => default,

            // All joiners came before the flight was closed, and the backend's check came after that.
            Verdict.Stored or Verdict.Held when region.Fenced is not null => Landing<T>.Of(value),
            _ => Landing<T>.Of(value, region.Flights.IsFenced(flight)),
        };
        return landing.IsFenced && region.Fenced is null;
    }

    public static CacheEntryOptions ToOptions<T>(
        this StoreDecision decision,
        LoadRequest<T> request,
        Probe<T> probe = default
    ) =>
        decision.Options with
        {
            StaleFor = request.FailSafe?.StaleOnError ?? TimeSpan.Zero,
            Tags = decision.Tags ?? request.KnownTags,
            Since = probe.Lookup.Since,
        };
}
