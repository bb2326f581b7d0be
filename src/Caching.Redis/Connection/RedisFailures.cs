using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Says in this library's exceptions what the client's mean.</summary>
internal sealed class RedisFailures(string backend, TimeProvider time, TimeSpan budget)
{
    public static bool IsClients(Exception failure) =>
        failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException;

    /// <summary>Whether a key is of another Redis type.</summary>
    public static bool IsWrongType(Exception failure) =>
        (failure as CacheException)?.InnerException is RedisServerException { Kind: RedisErrorKind.WrongType }
        || failure is RedisServerException { Kind: RedisErrorKind.WrongType };

    /// <summary>Translates; the original goes along as the inner exception.</summary>
    /// <param name="failure">What the client threw.</param>
    /// <param name="operation">What it was to do.</param>
    /// <param name="key">The key that it is about, where it is one.</param>
    /// <param name="begun">When it began.</param>
    /// <param name="ownTimeout">How long a borrowed connection waits of its own accord, where it did.</param>
    public CacheException Translate(
        Exception failure,
        string operation,
        string? key,
        long begun,
        TimeSpan? ownTimeout = null
    ) =>
        failure switch
        {
            TimeoutException => TimedOut(operation, failure, time.GetElapsedTime(begun), ownTimeout),
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

    private CacheConnectionException TimedOut(
        string operation,
        Exception failure,
        TimeSpan waited,
        TimeSpan? ownTimeout
    )
    {
        var limit = ownTimeout ?? budget;
        var setting = ownTimeout is null ? "RedisCacheOptions.Budget" : "SyncTimeout of the borrowed connection";
        return new(
            $"Backend \"{backend}\" was asked to {operation} and didn't answer within {limit.TotalMilliseconds:0} ms "
                + $"({setting}).",
            backend,
            failure,
            isLocalStall: waited > limit + (2 * budget)
        );
    }

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
                var (what, reason) = IsDeniedToScript(failure) ? Refusal(RedisErrorKind.NoPermission) : Refusal(kind);
                return new CacheOperationException(
                    $"Backend \"{backend}\" {what}: it can't {operation}{Detail(reason, failure)}.",
                    operation,
                    key,
                    failure,
                    reason
                );
        }
    }

    // Whoever gives rights needs to know which; the server names commands, never keys.
    private static string Detail(CacheFailureReason reason, Exception failure) =>
        reason == CacheFailureReason.Denied ? $" ({failure.Message})" : "";

    // What a script may not do is an error without a kind of its own on Redis 7.
    private static bool IsDeniedToScript(Exception failure) =>
        failure.Message.Contains("The user executing the script can't", StringComparison.Ordinal);

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
