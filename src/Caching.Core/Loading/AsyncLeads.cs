using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Leads an asynchronous flight: asks where it begins, makes the business call, stores what came of it, and lands.</summary>
internal static class AsyncLeads
{
    /// <summary>Leads; the awaits before the business call keep the caller's context, as <see cref="AsyncLoads"/> says.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async ValueTask<T> LeadAsync<T, TTarget>(
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
            var value = request.Rules.Replayable(await request.CallAsync(target).ConfigureAwait(false));
            request.FailSafe?.Notices.Loaded();
            return value;
        }
        finally
        {
            request.Metrics.EndLoad(begun);
        }
    }

    /// <summary>Makes the business call, within its hard timeout where it has one.</summary>
    public static Task<T> CallAsync<T, TTarget>(this LoadRequest<T> request, TTarget target)
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
