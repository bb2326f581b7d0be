namespace Caching;

/// <summary>A backend can't be reached.</summary>
/// <param name="message">What happened, and the way out.</param>
/// <param name="backend">The name of the backend.</param>
/// <param name="innerException">What the backend's client threw.</param>
public sealed class CacheConnectionException(string message, string backend, Exception? innerException = null)
    : CacheException(message, CacheErrorCode.Connection, innerException)
{
    /// <summary>Gets the name of the backend.</summary>
    public string Backend { get; } = backend;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details =>
        new Dictionary<string, object?> { ["backend"] = Backend };
}
