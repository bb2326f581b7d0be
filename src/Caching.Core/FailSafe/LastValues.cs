namespace Caching;

/// <summary>Answers failed loads with the last value. The look-up comes after the failure, and so decides as any hit does.</summary>
/// <remarks>
/// Nobody joins the flight any more when the backend is asked: everyone who shares the answer was waiting then, so that
/// whatever was invalidated before any of them began is gone from the backend.
/// </remarks>
internal static class LastValues
{
    /// <summary>Decides what comes of a load that failed: the failure, or the last value with it.</summary>
    public static async ValueTask<Landing<T>> AnswerAsync<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        Exception failure
    )
    {
        if (!region.MayAnswer(flight, request, failure))
        {
            return Landing<T>.Of(failure, request.Token);
        }

        var probe =
            region.Store?.Probe<T>(flight.Key)
            ?? await region.LookUpAsync<T>(flight.Key, CancellationToken.None).ConfigureAwait(false);
        return request.Land(probe.Lookup, failure);
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public static Landing<T> Answer<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        Exception failure
    ) =>
        region.MayAnswer(flight, request, failure)
            ? request.Land((region.Store?.Probe<T>(flight.Key) ?? region.LookUp<T>(flight.Key)).Lookup, failure)
            : Landing<T>.Of(failure, request.Token);

    /// <summary>Takes the outcome of another caller's load.</summary>
    /// <exception cref="Exception">Thrown when the load failed: the leader's exception, with its stack.</exception>
    public static T Share<T>(this LoadRequest<T> request, Flight<T> flight)
    {
        request.Metrics.Join();
        if (request.FailSafe is not { TakesLastValues: true } failSafe || flight.LastValueFailure is not { } failure)
        {
            return flight.Share();
        }

        failSafe.Notices.Served(request.Metrics, failure);
        return flight.ShareLast();
    }

    private static bool MayAnswer<T>(
        this CacheRegion region,
        Flight<T> flight,
        LoadRequest<T> request,
        Exception failure
    ) =>
        request.FailSafe?.Answers(failure, request.Token) == true
        && region.Flights.TryBeginPublishing(flight, default, isAwaited: false);

    // What is live after all came in by somebody else's load or write; whoever refreshes wanted another than that.
    public static Landing<T> Land<T>(this LoadRequest<T> request, CacheLookup<T> found, Exception failure)
    {
        if (found.TryGet(out var value))
        {
            if (request.Mode != CallMode.Refresh)
            {
                return Landing<T>.Of(value);
            }
        }
        else if (!found.TryGetStale(out value))
        {
            return Landing<T>.Of(failure, request.Token);
        }

        request.FailSafe!.Notices.Served(request.Metrics, failure);
        return Landing<T>.OfLast(value, failure);
    }
}
