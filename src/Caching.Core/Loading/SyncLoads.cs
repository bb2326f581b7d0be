namespace Caching;

/// <summary>Answers a synchronous call from a region: look up, join or lead, store. Reads like its asynchronous twin.</summary>
internal static class SyncLoads
{
    public static T GetOrLoad<T, TTarget>(this CacheRegion region, LoadRequest<T> request, TTarget target)
        where TTarget : ISyncTarget<T>
    {
        while (true)
        {
            var landings = region.Flights.Landings;
            var probe =
                request.HasMissed || region.IsHidden(request.Mode)
                    ? new(true, default)
                    : region.Store?.Probe<T>(request.Key) ?? region.LookUp<T>(request.Key, request.Slides);
            probe = request.IsBackground ? probe.AsMiss() : probe;
            if (probe.Lookup.TryGet(out var found))
            {
                request.Hit(probe.Lookup.StoredAt);
                return found;
            }

            region.DemandAnswer(request, probe);
            if (request.IsAlone())
            {
                return request.Rules.Replayable(target.Invoke());
            }

            var boarding = region.Flights.Board(request, isSync: true);
            switch (boarding.Kind)
            {
                case BoardingKind.Hit:
                    request.Metrics.Hit();
                    return boarding.Value!;
                case BoardingKind.Lead:
                    return region.Lead(boarding.Flight!, request, target, probe, landings);
                default:
                    if (Wait(boarding, request))
                    {
                        return request.Share(boarding.Flight!);
                    }

                    break;
            }
        }
    }

    private static bool Wait<T>(Boarding<T> boarding, LoadRequest<T> request)
    {
        var flight = boarding.Flight!;
        try
        {
            flight.WaitUntilLanded(request.Token);
        }
        finally
        {
            LoadGraph.StopWaitingFor(flight);
        }

        return boarding.MayShare;
    }

    private static T Lead<T, TTarget>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : ISyncTarget<T>
    {
        var landing = default(Landing<T>);
        try
        {
            probe = region.Prepare(request, probe, landings);
            if (!Publishing.TryFinishEarly(request, probe, out var value))
            {
                value = Load(flight, request, target);
                landing = region.Publish(flight, request, value, probe);
            }

            return value;
        }
        catch (Exception failure) when (flight.HasBegunToLoad)
        {
            landing = request.IsBackground ? default : region.Answer(flight, request, failure);
            if (!landing.TryTake(out var last))
            {
                throw;
            }

            return last;
        }
        finally
        {
            region.Flights.Land(flight, landing);
        }
    }

    // What the backend has to be asked after boarding and before the business call.
    private static Probe<T> Prepare<T>(this CacheRegion region, LoadRequest<T> request, Probe<T> probe, long landings)
    {
        if (!request.IsBackground && !region.IsHidden(request.Mode) && region.MustLookAgain(probe, landings))
        {
            probe = region.LookUp<T>(request.Key);
            region.DemandAnswer(request, probe);
        }

        return region.MustBegin(probe) ? region.Guard.Begin<T>(region.Fenced!, request.Key) : probe;
    }

    private static T Load<T, TTarget>(Flight<T> flight, LoadRequest<T> request, TTarget target)
        where TTarget : ISyncTarget<T>
    {
        var begun = request.Metrics.BeginLoad();
        var outer = LoadGraph.Enter(flight);
        try
        {
            var value = request.Rules.Replayable(target.Invoke());
            request.FailSafe?.Notices.Loaded();
            return value;
        }
        finally
        {
            LoadGraph.Exit(outer);
            request.Metrics.EndLoad(begun);
        }
    }

    private static Landing<T> Publish<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        Probe<T> probe
    )
    {
        var decision = request.Rules.Decide(value);
        var step = region.BeginPublishing(flight, request, value, decision, probe, out var landing);
        if (step == PublishingStep.Land)
        {
            return landing;
        }

        var options = decision.ToOptions(request, probe);
        var verdict =
            step == PublishingStep.Check
                ? region.Guard.Check(region.Fenced!, flight.Key, options)
                : region.Guard.Set(flight.Key, value, options);
        if (region.MustTakeBack(flight, request, value, step, verdict, out landing))
        {
            region.Guard.Invalidate([Invalidation.Key(flight.Key)]);
        }

        return landing;
    }
}
