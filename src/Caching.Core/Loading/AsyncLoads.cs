using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Answers an asynchronous call from a region: look up, join or lead, store. Reads like its synchronous twin.</summary>
/// <remarks>
/// The awaits before the business call keep the caller's synchronisation context, because the business call belongs on
/// it; what comes after the business call doesn't need it. None of the asynchronous methods is inlined where a call takes
/// one way of several: the state machines of all of them would be cleared on the stack of each call.
/// </remarks>
internal static class AsyncLoads
{
    // The answer, or what there is instead of one, is taken from the task once it is over.
    private const ConfigureAwaitOptions UntilOver =
        ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    /// <summary>In memory neither a hit nor boarding a load needs a state machine: who joins has that of his wait only.</summary>
    public static ValueTask<T> GetOrLoadAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        if (region.Store is not { } store)
        {
            return region.LookUpOrLoadAsync(request, target);
        }

        var landings = region.Flights.Landings;
        var probe =
            request.HasMissed || region.IsHidden(request.Mode) ? new(true, default) : store.Probe<T>(request.Key);
        if (probe.Lookup.TryGet(out var found))
        {
            request.Hit(probe.Lookup.StoredAt);
            return new(found);
        }

        return region.BoardAsync(request, target, probe, landings);
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

    /// <summary>A hit needs this one state machine, whatever the backend; what comes after a miss has others.</summary>
    private static async ValueTask<T> LookUpOrLoadAsync<T, TTarget>(
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

    // What fails before anything is waited for fails the task all the same, as in any asynchronous method.
    private static ValueTask<T> BoardAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : IAsyncTarget<T>
    {
        try
        {
            region.DemandAnswer(request, probe);
            return request.IsAlone() ? CallAloneAsync(request, target)
                : request.LoadsInBackground(probe) ? region.BoardInBackgroundAsync(request, target, probe, landings)
                : region.LeadOrJoinAsync(request, target, probe, landings);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return ValueTask.FromException<T>(failure);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<T> CallAloneAsync<T, TTarget>(LoadRequest<T> request, TTarget target)
        where TTarget : IAsyncTarget<T> =>
        request.Rules.Replayable(await request.CallAsync(target).ConfigureAwait(false));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<T> BoardInBackgroundAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : IAsyncTarget<T>
    {
        var landing = await region.LoadInBackgroundAsync(request).ConfigureAwait(true);
        return landing.IsAnswer
            ? landing.Take()
            : await region.LeadOrJoinAsync(request, target, probe, landings).ConfigureAwait(false);
    }

    private static ValueTask<T> LeadOrJoinAsync<T, TTarget>(
        this CacheRegion region,
        LoadRequest<T> request,
        TTarget target,
        Probe<T> probe,
        long landings
    )
        where TTarget : IAsyncTarget<T>
    {
        var boarding = region.Flights.Board(request, isSync: false);
        switch (boarding.Kind)
        {
            case BoardingKind.Hit:
                request.Metrics.Hit();
                return new(boarding.Value!);
            case BoardingKind.Lead:
                return region.LeadAsync(boarding.Flight!, request, target, probe, landings);
            default:
                return region.JoinAsync(boarding, request, target);
        }
    }

    // The retry may come to the business call, which belongs on the caller's context.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<T> JoinAsync<T, TTarget>(
        this CacheRegion region,
        Boarding<T> boarding,
        LoadRequest<T> request,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        try
        {
            await boarding.Flight!.WhenLandedAsync().WaitAsync(request.Token).ConfigureAwait(true);
        }
        finally
        {
            LoadGraph.StopWaitingFor(boarding.Flight!);
        }

        return boarding.MayShare ? request.Share(boarding.Flight!)
            : request.IsBackground ? await region.ReloadAsync(request, target).ConfigureAwait(false)
            : await region.GetOrLoadAsync(request, target).ConfigureAwait(false);
    }
}
