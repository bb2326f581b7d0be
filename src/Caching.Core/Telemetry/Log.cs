using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Every log line of this assembly. Names of methods and backends only, never keys or values.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Backend {Backend} fails at {Operation}; calls go on without it ({Sides})")]
    public static partial void BackendFails(
        this ILogger logger,
        string backend,
        string operation,
        string sides,
        Exception failure
    );

    [LoggerMessage(2, LogLevel.Information, "Backend {Backend} works again")]
    public static partial void BackendWorksAgain(this ILogger logger, string backend);

    [LoggerMessage(3, LogLevel.Warning, "An invalidation of backend {Backend} failed; it is retried in the background")]
    public static partial void InvalidationPutOff(this ILogger logger, string backend);

    [LoggerMessage(4, LogLevel.Information, "No invalidation of backend {Backend} is put off any more")]
    public static partial void InvalidationsCaughtUp(this ILogger logger, string backend);

    [LoggerMessage(
        5,
        LogLevel.Error,
        "A policy of {Method} failed in its {Rule}; the call goes on uncached. Further failures aren't logged"
    )]
    public static partial void RuleFailed(this ILogger logger, string method, string rule, Exception failure);

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "Backend {Backend} refuses a value at {Operation}; calls go on without it. Further ones aren't logged"
    )]
    public static partial void ValueRefused(this ILogger logger, string backend, string operation, Exception failure);

    [LoggerMessage(
        21,
        LogLevel.Error,
        "The invalidation journal of backend {Backend} failed; pending invalidations may not survive the process. "
            + "Further failures aren't logged"
    )]
    public static partial void InvalidationJournalFailed(this ILogger logger, string backend, Exception failure);

    [LoggerMessage(
        22,
        LogLevel.Information,
        "{Count} invalidations of backend {Backend} were left in the journal; they are carried out before it is read"
    )]
    public static partial void InvalidationsRecovered(this ILogger logger, string backend, int count);

    [LoggerMessage(
        30,
        LogLevel.Warning,
        "Loads of {Method} fail; last values are served instead. Further failures aren't logged until one succeeds"
    )]
    public static partial void LastValuesServed(this ILogger logger, string method, Exception? failure);

    [LoggerMessage(31, LogLevel.Information, "Loads of {Method} succeed again")]
    public static partial void LoadsWorkAgain(this ILogger logger, string method);

    [LoggerMessage(
        32,
        LogLevel.Warning,
        "Loads of {Method} take longer than {Timeout}; last values are served meanwhile. Further ones aren't logged until "
            + "one is in time"
    )]
    public static partial void LoadsAreLate(this ILogger logger, string method, TimeSpan timeout);

    [LoggerMessage(33, LogLevel.Information, "Loads of {Method} are in time again")]
    public static partial void LoadsAreInTimeAgain(this ILogger logger, string method);

    [LoggerMessage(
        40,
        LogLevel.Warning,
        "Refreshes of {Method} fail; its entries stay until they expire. Further failures aren't logged until one succeeds"
    )]
    public static partial void RefreshFails(this ILogger logger, string method, Exception? failure);

    [LoggerMessage(41, LogLevel.Information, "Refreshes of {Method} succeed again")]
    public static partial void RefreshesWorkAgain(this ILogger logger, string method);

    [LoggerMessage(
        42,
        LogLevel.Warning,
        "{Method} isn't refreshed: its service can't be resolved outside of its callers' scopes, so its entries simply "
            + "expire. Further attempts aren't logged"
    )]
    public static partial void RefreshUnresolved(this ILogger logger, string method, Exception? failure);

    [LoggerMessage(
        43,
        LogLevel.Warning,
        "{Method} isn't loaded in the background: its service can't be resolved outside of its callers' scopes, so its "
            + "soft timeout does nothing. Further attempts aren't logged"
    )]
    public static partial void LoadUnresolved(this ILogger logger, string method, Exception? failure);
}
