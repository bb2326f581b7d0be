namespace Caching;

/// <summary>A backend that synchronous methods can use: it has synchronous calls of its own that wait for no task.</summary>
public interface ISyncCacheBackend : ICacheBackend
{
    /// <inheritdoc cref="ICacheBackend.GetAsync{T}"/>
    CacheLookup<T> Get<T>(string key);

    /// <inheritdoc cref="ICacheBackend.SetAsync{T}"/>
    bool Set<T>(string key, T value, CacheEntryOptions options = default);

    /// <inheritdoc cref="ICacheBackend.DeleteAsync"/>
    bool Delete(string key);

    /// <inheritdoc cref="ICacheBackend.ClearAsync(CancellationToken)"/>
    void Clear();

    /// <inheritdoc cref="ICacheBackend.InvalidatePatternAsync(string, CancellationToken)"/>
    long InvalidatePattern(string pattern);

    /// <inheritdoc cref="ICacheBackend.InvalidateTagsAsync"/>
    void InvalidateTags(IReadOnlyCollection<string> tags);

    /// <inheritdoc cref="ICacheBackend.IncrementAsync"/>
    long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null);

    /// <inheritdoc cref="ICacheBackend.DecrementAsync"/>
    long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null);
}
