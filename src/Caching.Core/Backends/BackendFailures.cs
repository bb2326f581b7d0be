namespace Caching;

/// <summary>What a failure tells of the backend: which of its sides can't be used any more, and why.</summary>
internal static class BackendFailures
{
    /// <summary>Whether the failure is the caller's own giving up, which tells nothing of the backend.</summary>
    public static bool IsFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested;

    /// <summary>Whether the backend can't be reached, so that asking for something else is in vain too.</summary>
    public static bool IsUnreachable(Exception failure) =>
        failure is CacheConnectionException { IsLocalStall: false } or TimeoutException;

    /// <summary>Whether this process stood still, or only one key or value was refused: others may well work.</summary>
    public static bool IsPassing(Exception failure) =>
        failure
            is CacheConnectionException { IsLocalStall: true }
                or CacheOperationException { Reason: CacheFailureReason.Value };

    /// <summary>Whether a refused count is the backend's failure; else it is the key's, such as one that holds an entry.</summary>
    public static bool IsOfBackend(CacheException failure) =>
        failure
            is CacheConnectionException
                or CacheOperationException
                {
                    Reason: CacheFailureReason.Full or CacheFailureReason.ReadOnly or CacheFailureReason.Denied
                };

    /// <summary>The sides that a failure opens.</summary>
    public static BackendOperationKinds SidesOf(BackendOperation operation, Exception failure) =>
        IsUnreachable(failure) ? BackendOperationKinds.All
        : IsPassing(failure) ? BackendOperationKinds.None
        : operation.Kind;

    /// <summary>Why a store failed, as metrics name it.</summary>
    public static string ReasonOf(Exception failure) =>
        failure switch
        {
            CacheConnectionException { IsLocalStall: true } => "stall",
            CacheConnectionException or TimeoutException => "connection",
            CacheOperationException { Reason: CacheFailureReason.Value } => "value",
            CacheOperationException { Reason: CacheFailureReason.Full } => "full",
            CacheOperationException { Reason: CacheFailureReason.ReadOnly } => "read-only",
            CacheOperationException { Reason: CacheFailureReason.Denied } => "denied",
            _ => "failed",
        };
}
