using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Says in this library's exceptions what the client's mean.</summary>
internal sealed class RedisFailures(string backend, TimeProvider time, TimeSpan budget)
{
    public static bool IsClients(Exception failure) =>
        failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException;

    /// <summary>Whether a key is of another Redis type.</summary>
    public static bool IsWrongType(CacheException failure) =>
        failure.InnerException is RedisServerException { Kind: RedisErrorKind.WrongType };

    /// <summary>Translates; the original goes along as the inner exception.</summary>
    public CacheException Translate(Exception failure, string operation, string? key, long begun) =>
        failure switch
        {
            TimeoutException => TimedOut(operation, failure, time.GetElapsedTime(begun)),
            RedisServerException { Kind: var kind } => Translate(kind, operation, key, failure),
            RedisConnectionException or ObjectDisposedException => Unreachable(operation, failure),
            _ => new CacheOperationException(
                $"Backend \"{backend}\" can't {operation}: {failure.Message}",
                operation,
                key,
                failure
            ),
        };

    public CacheConnectionException Unreachable(string operation, Exception? failure = null) =>
        new(
            $"Backend \"{backend}\" can't be reached to {operation}. It is tried again in the background.",
            backend,
            failure
        );

    public CacheConnectionException TimedOut(string operation, Exception? failure, TimeSpan waited) =>
        new(
            $"Backend \"{backend}\" didn't answer a {operation} within {budget.TotalMilliseconds:0} ms"
                + " (RedisCacheOptions.Budget).",
            backend,
            failure,
            isLocalStall: waited > (2 * budget) + budget
        );

    private CacheException Translate(RedisErrorKind kind, string operation, string? key, Exception failure)
    {
        switch (kind)
        {
            case RedisErrorKind.Loading:
            case RedisErrorKind.ClusterDown:
            case RedisErrorKind.MasterDown:
            case RedisErrorKind.TryAgain:
            case RedisErrorKind.NoAuth:
            case RedisErrorKind.WrongPass:
            case RedisErrorKind.MaxClients:
            case RedisErrorKind.Busy:
            case RedisErrorKind.Moved:
            case RedisErrorKind.Ask:
            case RedisErrorKind.Timeout:
            case RedisErrorKind.ConnectionFault:
                return Unreachable(operation, failure);
            default:
                var (what, reason) = Refusal(kind);
                return new CacheOperationException(
                    $"Backend \"{backend}\" {what}: it can't {operation}.",
                    operation,
                    key,
                    failure,
                    reason
                );
        }
    }

    private static (string What, CacheFailureReason Reason) Refusal(RedisErrorKind kind) =>
        kind switch
        {
            RedisErrorKind.OutOfMemory => ("is full", CacheFailureReason.Full),
            RedisErrorKind.ReadOnly or RedisErrorKind.NoReplicas or RedisErrorKind.Misconfigured => (
                "takes no writes",
                CacheFailureReason.ReadOnly
            ),
            RedisErrorKind.NoPermission or RedisErrorKind.NotPermitted => (
                "doesn't permit that",
                CacheFailureReason.Denied
            ),
            _ => ("refused", CacheFailureReason.Unknown),
        };
}
