namespace Caching;

/// <summary>Answers calls that have a last value at hand: their load runs in the background, and they wait so long only.</summary>
/// <remarks>
/// What they are answered with was loaded for them, or is looked up after the wait, and so decided as any hit is: an
/// invalidated value is never served. Loads that need each other end each other's wait in this way too.
/// </remarks>
internal static class SoftTimeouts
{
    // What came of the wait is looked at once it is over; the business call, if it comes to that, is the caller's.
    private const ConfigureAwaitOptions UntilOver =
        ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    /// <summary>Whether a call that found that waits for a load in the background.</summary>
    public static bool LoadsInBackground<T>(this LoadRequest<T> request, Probe<T> probe) =>
        probe.Lookup.IsStale && request is { IsReloadable: true, FailSafe.SoftTimeout.Ticks: > 0 };

    /// <summary>Loads in the background, and waits for it up to the soft timeout.</summary>
    /// <returns>The answer; without a value or a failure when the call has to go on as one that found nothing.</returns>
    /// <exception cref="CacheOperationException">Thrown when the call runs inside the very load that it asks for.</exception>
    public static async ValueTask<Landing<T>> LoadInBackgroundAsync<T>(this CacheRegion region, LoadRequest<T> request)
    {
        region.Flights.DemandOutside(request.Key);
        if (((ReloadableRequest<T>)request).Load(out var isOwn) is not { } run)
        {
            return default;
        }

        var failSafe = request.FailSafe!;
        await run.Ended.WaitAsync(failSafe.SoftTimeout, failSafe.Time, request.Token).ConfigureAwait(UntilOver);
        request.Token.ThrowIfCancellationRequested();
        if (isOwn && run.Outcome is Task<T> { IsCompletedSuccessfully: true } loaded)
        {
            failSafe.Notices.InTime();
            return Landing<T>.Of(await loaded.ConfigureAwait(true));
        }

        var probe =
            region.Store?.Probe<T>(request.Key)
            ?? await region.LookUpAsync<T>(request.Key, request.Token).ConfigureAwait(true);
        var landing = request.LandAfterWait(run, probe.Lookup);
        if (!isOwn && landing.IsAnswer)
        {
            request.Metrics.Join();
        }

        return landing;
    }

    private static Landing<T> LandAfterWait<T>(this LoadRequest<T> request, BackgroundRun run, CacheLookup<T> found)
    {
        if (run.Outcome is { } outcome)
        {
            // What couldn't begin, or was ended with its container, says nothing of the source.
            return outcome.Exception is { } failure && !run.Load.IsUnresolved && !run.Load.IsEnded
                    ? request.Land(found, failure.GetBaseException())
                : found.TryGet(out var stored) ? Landing<T>.Of(stored)
                : default;
        }

        if (found.TryGet(out var value))
        {
            return Landing<T>.Of(value);
        }

        if (!found.TryGetStale(out value))
        {
            return default;
        }

        request.FailSafe!.Notices.ServedLate(request.Metrics, request.FailSafe.SoftTimeout);
        return Landing<T>.Of(value);
    }
}
