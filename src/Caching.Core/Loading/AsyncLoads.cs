namespace Caching;

/// <summary>Answers an asynchronous call from a region: look up, join or lead, store. Reads like its synchronous twin.</summary>
/// <remarks>
/// The awaits before the business call keep the caller's synchronisation context, because the business call belongs on
/// it; what comes after the business call doesn't need it.
/// </remarks>
internal static class AsyncLoads
{
    // The answer, or what there is instead of one, is taken from the task once it is over.
    private const ConfigureAwaitOptions UntilOver =
        ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    /// <summary>A hit needs this one state machine, whatever the backend; what comes after a miss has others.</summary>
    public static async ValueTask<T> GetOrLoadAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        var landings = region.Flights.Landings;
        var probe = default(Probe<T>);
        if (region.IsHidden(request.Mode))
        {
            probe = new(true, default);
        }
        else if (region.Store is { } store)
        {
            probe = store.Probe<T>(request.Key);
        }
        else if (region.Fenced is not { } fenced)
        {
            probe = await region.Guard.GetAsync<T>(request.Key, request.Token).ConfigureAwait(true);
        }
        else if (
            region.Guard.TrySendLookUp<T>(
                fenced,
                request.Key,
                request.Slides,
                request.Token,
                out var sent,
                out var begun
            )
        )
        {
            await sent.ConfigureAwait(UntilOver);
            probe = region.Guard.Calls.ReceiveLookUp<T>(fenced, request.Key, sent, begun, request.Token);
        }

        if (probe.Lookup.TryGet(out var found))
        {
            request.Hit(probe.Lookup.StoredAt);
            return found;
        }

        return await region.BoardAsync(request, target, probe, landings).ConfigureAwait(false);
    }

    /// <summary>Loads and publishes whatever is stored; joins a load that is under way.</summary>
    public static async ValueTask<T> ReloadAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        // Where a look-up tells the position that the store is checked against, it is made for that alone.
        var landings = region.Flights.Landings;
        var probe =
            region.Store is not null || region.Fenced is not null
                ? new Probe<T>(true, CacheLookup<T>.Miss())
                : await region.LookUpAsync<T>(request.Key, request.Token).ConfigureAwait(true);
        return await region.BoardAsync(request, target, probe.AsMiss(), landings).ConfigureAwait(false);
    }

    private static async ValueTask<T> BoardAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : IAsyncTarget<T>
    {
        region.DemandAnswer(request, probe);
        if (request.IsAlone())
        {
            return request.Rules.Replayable(await CallAsync(request, target).ConfigureAwait(false));
        }

        if (request.LoadsInBackground(probe))
        {
            var landing = await region.LoadInBackgroundAsync(request).ConfigureAwait(true);
            if (landing.IsAnswer)
            {
                return landing.Take();
            }
        }

        var boarding = region.Flights.Board(request, isSync: false);
        switch (boarding.Kind)
        {
            case BoardingKind.Hit:
                request.Metrics.Hit();
                return boarding.Value!;
            case BoardingKind.Lead:
                return await region.LeadAsync(boarding.Flight!, request, target, probe, landings).ConfigureAwait(false);
            default:
                if (!await WaitAsync(boarding, request).ConfigureAwait(true))
                {
                    return request.IsBackground
                        ? await region.ReloadAsync(request, target).ConfigureAwait(false)
                        : await region.GetOrLoadAsync(request, target).ConfigureAwait(false);
                }

                return request.Share(boarding.Flight!);
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
        var step = PublishingStep.Land;
        var landing = default(Landing<T>);
        var decision = default(StoreDecision);
        T value;
        try
        {
            probe = await region.PrepareAsync(request, probe, landings).ConfigureAwait(true);
            if (!Publishing.TryFinishEarly(request, probe, out value))
            {
                value = await LoadAsync(flight, request, target).ConfigureAwait(false);
                decision = request.Rules.Decide(value);
                step = region.BeginPublishing(flight, request, value, decision, probe, out landing);
            }
        }
        catch (Exception failure) when (flight.HasBegunToLoad)
        {
            landing = request.IsBackground
                ? default
                : await region.AnswerAsync(flight, request, failure).ConfigureAwait(false);
            if (!landing.TryTake(out value))
            {
                throw;
            }
        }
        finally
        {
            if (step == PublishingStep.Land)
            {
                region.Flights.Land(flight, landing);
            }
        }

        if (step != PublishingStep.Land)
        {
            var landed = region.PublishAndLandAsync(flight, request, value, step, decision, probe);
            await (request.IsBackground ? landed : region.LetLeaderGoAsync(flight, landed)).ConfigureAwait(false);
        }

        return value;
    }

    // What the backend has to be asked after boarding and before the business call.
    private static async ValueTask<Probe<T>> PrepareAsync<T>(
        this CacheRegion region,
        LoadRequest<T> request,
        Probe<T> probe,
        long landings
    )
    {
        if (!request.IsBackground && !region.IsHidden(request.Mode) && region.MustLookAgain(probe, landings))
        {
            probe = await region.LookUpAsync<T>(request.Key, request.Token).ConfigureAwait(false);
            region.DemandAnswer(request, probe);
        }

        return region.MustBegin(probe)
            ? await region.Guard.BeginAsync<T>(region.Fenced!, request.Key, request.Token).ConfigureAwait(false)
            : probe;
    }

    // A method of its own: leaving it takes the flight out of the flow of control again.
    private static async Task<T> LoadAsync<T, TTarget>(Flight<T> flight, LoadRequest<T> request, TTarget target)
        where TTarget : IAsyncTarget<T>
    {
        var begun = request.Metrics.BeginLoad();
        LoadGraph.Enter(flight);
        try
        {
            var value = request.Rules.Replayable(await CallAsync(request, target).ConfigureAwait(false));
            request.FailSafe?.Notices.Loaded();
            return value;
        }
        finally
        {
            request.Metrics.EndLoad(begun);
        }
    }

    private static Task<T> CallAsync<T, TTarget>(LoadRequest<T> request, TTarget target)
        where TTarget : IAsyncTarget<T> =>
        request.FailSafe is { HardTimeout.Ticks: > 0 } failSafe
            ? TimedLoad.InvokeAsync(request, failSafe, target)
            : target.InvokeAsync();

    // Not the caller's token: the value is there, and giving up now would only lose it.
    private static async Task PublishAndLandAsync<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        T value,
        PublishingStep step,
        StoreDecision decision,
        Probe<T> probe
    )
    {
        var landing = default(Landing<T>);
        try
        {
            var options = decision.ToOptions(request, probe);
            var verdict =
                step == PublishingStep.Check
                    ? await region.Guard.CheckAsync(region.Fenced!, flight.Key, options, default).ConfigureAwait(false)
                    : await region.Guard.SetAsync(flight.Key, value, options, default).ConfigureAwait(false);
            if (region.MustTakeBack(flight, request, value, step, verdict, out landing))
            {
                await region.Guard.InvalidateAsync([Invalidation.Key(flight.Key)], default).ConfigureAwait(false);
            }
        }
        finally
        {
            region.Flights.Land(flight, landing);
        }
    }

    // Whose store a fenced backend checks has the value and goes: only joiners wait for the verdict.
    private static Task LetLeaderGoAsync<T>(this CacheRegion region, Flight<T> flight, Task landed)
    {
        if (region.Fenced is null)
        {
            return landed;
        }

        // Work that the load left behind waits for the store as any caller does, the load itself being over.
        flight.Ticket?.Void();

        // The guard answers for the backend; what a logger or a listener to the metrics throws is seen here.
        _ = landed.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return Task.CompletedTask;
    }
}
