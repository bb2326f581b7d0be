namespace Caching;

/// <summary>A load took longer than its hard timeout.</summary>
/// <param name="message">What happened, and the way out.</param>
/// <param name="key">The key whose value was loaded.</param>
/// <param name="timeout">How long the load was allowed to take.</param>
/// <remarks>The load was abandoned: its token is cancelled, and its value is never stored.</remarks>
public sealed class CacheLoadTimeoutException(string message, string key, TimeSpan timeout)
    : CacheException(message, CacheErrorCode.LoadTimeout, null)
{
    /// <summary>Gets the key whose value was loaded.</summary>
    public string Key { get; } = key;

    /// <summary>Gets how long the load was allowed to take.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details =>
        new Dictionary<string, object?> { ["key"] = Key, ["timeout"] = Timeout };
}
