using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Marks calls that were answered with a last value: a metric and an event each, a log line once per change.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StaleNotices(ILogger logger, string backend, string method)
{
    /// <summary>The name of the event on the caller's activity.</summary>
    public const string EventName = "caching.stale";

    private int _isServing;

    /// <summary>Marks one call.</summary>
    public void Served(CallMetrics metrics, Exception failure)
    {
        var reason = ReasonOf(failure);
        metrics.ServeStale(reason);
        Activity.Current?.AddEvent(
            new ActivityEvent(
                EventName,
                tags: new ActivityTagsCollection
                {
                    ["backend"] = backend,
                    ["method"] = method,
                    ["reason"] = reason,
                }
            )
        );
        if (Volatile.Read(ref _isServing) == 0 && Interlocked.Exchange(ref _isServing, 1) == 0)
        {
            logger.LastValuesServed(method, failure);
        }
    }

    /// <summary>Says that a load went well.</summary>
    public void Loaded()
    {
        if (Volatile.Read(ref _isServing) != 0 && Interlocked.Exchange(ref _isServing, 0) != 0)
        {
            logger.LoadsWorkAgain(method);
        }
    }

    private static string ReasonOf(Exception failure) =>
        failure is CacheLoadTimeoutException ? "hard-timeout" : "failure";
}
