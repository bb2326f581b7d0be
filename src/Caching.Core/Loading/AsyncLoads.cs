namespace Caching;

/// <summary>Answers an asynchronous call from a region: look up, join or lead, store. Reads like its synchronous twin.</summary>
/// <remarks>
/// The awaits before the business call keep the caller's synchronisation context, because the business call belongs on
/// it; what comes after the business call doesn't need it.
/// </remarks>
internal static class AsyncLoads
{
    public static async ValueTask<T> GetOrLoadAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        while (true)
        {
            var landings = region.Flights.Landings;
            var probe =
                region.Store?.Probe<T>(request.Key)
                ?? await region.Guard.GetAsync<T>(request.Key, request.Token).ConfigureAwait(true);
            if (probe.Lookup.TryGet(out var found))
            {
                request.Metrics.Hit();
                return found;
            }

            var boarding = region.Flights.Board(request, isSync: false);
            switch (boarding.Kind)
            {
                case BoardingKind.Hit:
                    request.Metrics.Hit();
                    return boarding.Value!;
                case BoardingKind.Lead:
                    return await region
                        .LeadAsync(boarding.Flight!, request, target, probe, landings)
                        .ConfigureAwait(false);
                default:
                    if (await WaitAsync(boarding, request).ConfigureAwait(true))
                    {
                        request.Metrics.Join();
                        return boarding.Flight!.Share();
                    }

                    break;
            }
        }
    }

    private static async ValueTask<bool> WaitAsync<T>(Boarding<T> boarding, LoadRequest<T> request)
    {
        var flight = boarding.Flight!;
        try
        {
            await flight.WhenLandedAsync().WaitAsync(request.Token).ConfigureAwait(false);
        }
        finally
        {
            LoadGraph.StopWaitingFor(flight);
        }

        return boarding.MayShare;
    }

    private static async ValueTask<T> LeadAsync<T, TTarget>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : IAsyncTarget<T>
    {
        var landing = default(Landing<T>);
        try
        {
            if (region.MustLookAgain(probe, landings))
            {
                probe = await region.Guard.GetAsync<T>(flight.Key, request.Token).ConfigureAwait(true);
            }

            if (!Publishing.TryFinishEarly(request, probe, out var value))
            {
                value = await LoadAsync(flight, request, target).ConfigureAwait(false);
                landing = await region.PublishAsync(flight, request, value, probe).ConfigureAwait(false);
            }

            return value;
        }
        catch (Exception failure)
        {
            landing = Landing<T>.Of(failure, request.Token);
            throw;
        }
        finally
        {
            region.Flights.Land(flight, landing);
        }
    }

    // A method of its own: leaving it takes the flight out of the flow of control again.
    private static async Task<T> LoadAsync<T, TTarget>(Flight<T> flight, LoadRequest<T> request, TTarget target)
        where TTarget : IAsyncTarget<T>
    {
        var begun = request.Metrics.BeginLoad();
        LoadGraph.Enter(flight);
        try
        {
            return request.Rules.Replayable(await target.InvokeAsync().ConfigureAwait(false));
        }
        finally
        {
            request.Metrics.EndLoad(begun);
        }
    }

    private static async ValueTask<Landing<T>> PublishAsync<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        Probe<T> probe
    )
    {
        var decision = request.Rules.Decide(value);
        if (region.TryPublishAtOnce(flight, request, value, decision, probe, out var landing))
        {
            return landing;
        }

        // Not the caller's token: the value is there, and giving up now would only lose it.
        var verdict = await region
            .Guard.SetAsync(flight.Key, value, decision.ToOptions(probe.Lookup.Since), CancellationToken.None)
            .ConfigureAwait(false);
        if (region.MustTakeBack(flight, request, value, verdict, out landing))
        {
            await region
                .Guard.InvalidateAsync([Invalidation.Key(flight.Key)], CancellationToken.None)
                .ConfigureAwait(false);
        }

        return landing;
    }
}
