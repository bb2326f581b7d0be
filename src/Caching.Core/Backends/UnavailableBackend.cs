namespace Caching;

/// <summary>What callers are told of a backend that doesn't work, with the way out.</summary>
internal static class UnavailableBackend
{
    public static CacheConnectionException MakeUnavailable(this BackendGuard guard, Exception? lastFailure) =>
        new(
            $"Backend \"{guard.Name}\" didn't answer ({guard.DescribeHealth()}). It is asked again in the background: bring "
                + "it back, or let the call go on without it.",
            guard.Name,
            lastFailure
        );

    /// <summary>Why a count isn't even tried.</summary>
    public static CacheException CantCount(this BackendGuard guard, string key, Exception? lastFailure) =>
        lastFailure is null || BackendFailures.IsUnreachable(lastFailure)
            ? guard.MakeUnavailable(lastFailure)
            : new CacheOperationException(
                $"Backend \"{guard.Name}\" takes no writes at present ({guard.DescribeHealth()}), so \"{key}\" wasn't "
                    + "counted. It is asked again in the background: make room or allow it, then count again.",
                "increment",
                key,
                lastFailure,
                (lastFailure as CacheOperationException)?.Reason ?? CacheFailureReason.Unknown
            );

    /// <summary>That a count was tried and nobody knows what came of it.</summary>
    public static CacheOperationException FailedToCount(this BackendGuard guard, string key, Exception failure) =>
        new(
            $"Backend \"{guard.Name}\" failed to count \"{key}\"; whether it counted isn't known.",
            "increment",
            key,
            failure
        );
}
