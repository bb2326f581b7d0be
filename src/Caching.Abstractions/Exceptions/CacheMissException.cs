namespace Caching;

/// <summary>A call that may be answered by hits only found none.</summary>
/// <param name="key">The key, as the backend sees it.</param>
public sealed class CacheMissException(string key)
    : CacheException(
        $"There is no entry \"{key}\", and the call runs under CachingScope.Only(), which loads nothing. Catch this, or "
            + "make the call outside of that scope.",
        CacheErrorCode.Miss,
        null
    )
{
    /// <summary>Gets the key, as the backend sees it.</summary>
    public string Key { get; } = key;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details => new Dictionary<string, object?> { ["key"] = Key };
}
