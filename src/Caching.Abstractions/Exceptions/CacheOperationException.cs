namespace Caching;

/// <summary>A cache operation can't be carried out.</summary>
/// <param name="message">What happened, and the way out.</param>
/// <param name="operation">The operation, such as <c>increment</c>.</param>
/// <param name="key">The key, where there is one.</param>
/// <param name="innerException">What the backend's client threw.</param>
/// <param name="reason">Why, as far as the backend says so.</param>
public sealed class CacheOperationException(
    string message,
    string operation,
    string? key = null,
    Exception? innerException = null,
    CacheFailureReason reason = CacheFailureReason.Unknown
) : CacheException(message, CacheErrorCode.Operation, innerException)
{
    /// <summary>Gets the operation, such as <c>increment</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>Gets why, as far as the backend says so.</summary>
    public CacheFailureReason Reason { get; } = reason;

    /// <summary>Gets the key, where there is one.</summary>
    public string? Key { get; } = key;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details =>
        new Dictionary<string, object?>
        {
            ["operation"] = Operation,
            ["key"] = Key,
            ["reason"] = Reason,
        };
}
