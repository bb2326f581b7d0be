using Microsoft.Extensions.Logging;

namespace Caching.Redis;

/// <summary>Every log line of this assembly. Names of backends and servers only, never keys, values or secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(
        101,
        LogLevel.Warning,
        "Backend {Backend} may evict what tags need (maxmemory-policy {Policy}): its tags are best effort"
    )]
    public static partial void TagsAreBestEffort(this ILogger logger, string backend, string policy);

    [LoggerMessage(
        102,
        LogLevel.Warning,
        "Backend {Backend} is answered by another primary, or one that restarted; {Count} recent invalidations are carried out again"
    )]
    public static partial void PrimaryChanged(this ILogger logger, string backend, int count);

    [LoggerMessage(103, LogLevel.Information, "Backend {Backend} caught up with its new primary")]
    public static partial void CaughtUp(this ILogger logger, string backend);

    [LoggerMessage(
        104,
        LogLevel.Error,
        "Backend {Backend} found a key of its bookkeeping of another type; it was removed, and the prefix is cleared"
    )]
    public static partial void BookkeepingDamaged(this ILogger logger, string backend);
}
