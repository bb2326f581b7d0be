namespace Caching;

/// <summary>A backend can't be reached.</summary>
/// <param name="message">What happened, and the way out.</param>
/// <param name="backend">The name of the backend.</param>
/// <param name="innerException">What the backend's client threw.</param>
/// <param name="isLocalStall">Whether this process stood still, so that nothing is known of the backend.</param>
public sealed class CacheConnectionException(
    string message,
    string backend,
    Exception? innerException = null,
    bool isLocalStall = false
) : CacheException(message, CacheErrorCode.Connection, innerException)
{
    /// <summary>Gets the name of the backend.</summary>
    public string Backend { get; } = backend;

    /// <summary>Gets whether this process itself stood still, so that the failure says nothing of the backend.</summary>
    public bool IsLocalStall { get; } = isLocalStall;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details =>
        new Dictionary<string, object?> { ["backend"] = Backend };
}
