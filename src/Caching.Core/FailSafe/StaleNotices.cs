using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Marks calls that were answered with a last value: a metric and an event each, a log line once per change.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StaleNotices(ILogger logger, string backend, string method)
{
    /// <summary>The name of the event on the caller's activity.</summary>
    public const string EventName = "caching.stale";

    private int _isFailing;
    private int _isLate;

    /// <summary>Marks one call whose load failed.</summary>
    public void Served(CallMetrics metrics, Exception failure)
    {
        Mark(metrics, failure is CacheLoadTimeoutException ? "hard-timeout" : "failure");
        Failed(failure);
    }

    /// <summary>Marks one call whose load went on past its soft timeout.</summary>
    public void ServedLate(CallMetrics metrics, TimeSpan timeout)
    {
        Mark(metrics, "soft-timeout");
        if (Begins(ref _isLate))
        {
            logger.LoadsAreLate(method, timeout);
        }
    }

    /// <summary>Says that a load failed whose callers may all have gone with the last value.</summary>
    public void Failed(Exception? failure)
    {
        if (Begins(ref _isFailing))
        {
            logger.LastValuesServed(method, failure);
        }
    }

    /// <summary>Says that a load went well.</summary>
    public void Loaded()
    {
        if (Ends(ref _isFailing))
        {
            logger.LoadsWorkAgain(method);
        }
    }

    /// <summary>Says that a load went well within its soft timeout.</summary>
    public void InTime()
    {
        if (Ends(ref _isLate))
        {
            logger.LoadsAreInTimeAgain(method);
        }
    }

    private void Mark(CallMetrics metrics, string reason)
    {
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
    }

    private static bool Begins(ref int state) =>
        Volatile.Read(ref state) == 0 && Interlocked.Exchange(ref state, 1) == 0;

    private static bool Ends(ref int state) => Volatile.Read(ref state) != 0 && Interlocked.Exchange(ref state, 0) != 0;
}
