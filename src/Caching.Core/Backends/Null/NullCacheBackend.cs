namespace Caching;

/// <summary>Stores nothing: every look-up is a miss. The switch that turns caching off.</summary>
/// <remarks>Thread-safe. A counter starts anew with each call, as nothing is kept.</remarks>
public sealed class NullCacheBackend : ISyncCacheBackend
{
    /// <inheritdoc/>
    public CacheLookup<T> Get<T>(string key)
    {
        Guard.Key(key);
        return default;
    }

    /// <inheritdoc/>
    public bool Set<T>(string key, T value, CacheEntryOptions options = default)
    {
        Guard.Key(key);
        Check(options);
        return true;
    }

    /// <inheritdoc/>
    public bool Delete(string key)
    {
        Guard.Key(key);
        return false;
    }

    /// <inheritdoc/>
    public void Clear() { }

    /// <inheritdoc/>
    public long InvalidatePattern(string pattern)
    {
        Guard.Pattern(pattern);
        return 0;
    }

    /// <inheritdoc/>
    public void InvalidateTags(IReadOnlyCollection<string> tags) => Guard.Tags(tags);

    /// <inheritdoc/>
    public long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null)
    {
        Guard.Key(key);
        _ = ttl is { } span ? Guard.Ttl(span, nameof(ttl)) : default;
        return unchecked(initialValue + amount);
    }

    /// <inheritdoc/>
    public long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Increment(key, Guard.Negated(amount), initialValue, ttl);

    /// <inheritdoc/>
    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => default;

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default) => default;

    /// <inheritdoc/>
    public ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default) =>
        new(Get<T>(key));

    /// <inheritdoc/>
    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => new(Set(key, value, options));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) => new(Delete(key));

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) => new(Delete(key));

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken = default) => default;

    /// <inheritdoc/>
    public ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        new(InvalidatePattern(pattern));

    /// <inheritdoc/>
    public ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    )
    {
        InvalidateTags(tags);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Keys(keys);
        return new(new Dictionary<string, T>());
    }

    /// <inheritdoc/>
    public ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entries);
        Guard.Keys([.. entries.Keys], nameof(entries));
        Check(options);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Keys(keys);
        return new(0L);
    }

    /// <inheritdoc/>
    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => new(Increment(key, amount, initialValue, ttl));

    /// <inheritdoc/>
    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => new(Decrement(key, amount, initialValue, ttl));

    // What can't be stored elsewhere can't be stored here: turning the cache off hides no mistake.
    private static void Check(CacheEntryOptions options)
    {
        if (options.Tags is { } tags)
        {
            Guard.Tags(tags);
        }
    }
}
