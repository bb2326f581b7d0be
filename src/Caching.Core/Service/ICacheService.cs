namespace Caching;

/// <summary>The cache as an application uses it by hand, under the same keys and the same engine as the policies.</summary>
/// <remarks>
/// Thread-safe; one per container. The application's prefix is put before every key and pattern. A failing backend
/// never fails a call, except for counters: a look-up is a miss, a store stores nothing, an invalidation is retried in
/// the background. A look-up asks for exactly the type that was stored; another type is a miss. Every operation takes the name of a backend; <see langword="null"/> is the default backend.
/// An unknown name is a <see cref="CacheConfigurationException"/>, an empty key an <see cref="ArgumentException"/>.
/// </remarks>
public interface ICacheService
{
    /// <inheritdoc cref="ICacheManager.InitializeAsync"/>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ICacheManager.ShutdownAsync"/>
    ValueTask ShutdownAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks an entry or, as a <see cref="long"/>, a counter up.</summary>
    ValueTask<CacheLookup<T>> GetAsync<T>(
        string key,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Looks an entry up and answers a miss with a default.</summary>
    ValueTask<T> GetOrDefaultAsync<T>(
        string key,
        T defaultValue,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores an entry; loads of its key in progress are fenced.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; may be <see langword="null"/>.</param>
    /// <param name="ttl">The time to live; <see langword="null"/> takes the container's default.</param>
    /// <param name="tags">The tags, or <see langword="null"/>.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="true"/> when it was stored.</returns>
    ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores an entry on purpose, with everything that can be said of how long it lives.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key after the application's prefix.</param>
    /// <param name="value">The value; may be <see langword="null"/>, which is stored whatever the options say.</param>
    /// <param name="options">How long it lives, and its tags. One whose time is over removes what was there.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="true"/> when it was stored.</returns>
    ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheLoadOptions options,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes an entry or a counter.</summary>
    /// <returns><see langword="true"/> when it was there.</returns>
    ValueTask<bool> DeleteAsync(string key, string? backend = null, CancellationToken cancellationToken = default);

    /// <summary>Tells whether an entry or a counter is there.</summary>
    ValueTask<bool> ExistsAsync(string key, string? backend = null, CancellationToken cancellationToken = default);

    /// <summary>Removes everything of a backend; without a name also every memoized result.</summary>
    ValueTask ClearAsync(string? backend = null, CancellationToken cancellationToken = default);

    /// <summary>Removes everything of a backend, telling how far it is; without a name also every memoized result.</summary>
    /// <param name="progress">Gets how many keys are gone so far; a backend that is quick may say nothing.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ClearAsync(
        IProgress<long>? progress,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes every entry and counter whose key matches a glob after the application's prefix.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<long> InvalidatePatternAsync(
        string pattern,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes every entry and counter whose key matches a glob, telling how far it is.</summary>
    /// <param name="pattern">The glob after the application's prefix.</param>
    /// <param name="progress">Gets how many keys are gone so far; a backend that is quick may say nothing.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<long> InvalidatePatternAsync(
        string pattern,
        IProgress<long>? progress,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Makes every entry that carries one of the tags a miss.</summary>
    ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Looks several entries up; a miss isn't in the result.</summary>
    ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores several entries.</summary>
    /// <returns><see langword="true"/> when all were stored.</returns>
    ValueTask<bool> SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes several entries or counters.</summary>
    /// <returns>How many were there.</returns>
    ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <inheritdoc cref="ICacheBackend.IncrementAsync"/>
    /// <exception cref="CacheConnectionException">Thrown when the backend can't be reached.</exception>
    ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <inheritdoc cref="ICacheBackend.DecrementAsync"/>
    /// <exception cref="CacheConnectionException">Thrown when the backend can't be reached.</exception>
    ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Answers from the cache, or loads and stores: one load per key, whoever asks, policies included.</summary>
    /// <param name="key">The key.</param>
    /// <param name="load">Loads the value; it gets <paramref name="cancellationToken"/>. Its exception reaches the caller unchanged.</param>
    /// <param name="options">How the value is stored; <see langword="null"/> takes the defaults.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="cancellationToken">Frees this caller; when it leads the load, also ends the load.</param>
    /// <returns>The value.</returns>
    ValueTask<T> GetOrCreateAsync<T>(
        string key,
        Func<CancellationToken, Task<T>> load,
        CacheLoadOptions? options = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    );

    /// <inheritdoc cref="GetOrCreateAsync{T}"/>
    T GetOrCreate<T>(string key, Func<T> load, CacheLoadOptions? options = null, string? backend = null);

    /// <inheritdoc cref="GetAsync{T}"/>
    CacheLookup<T> Get<T>(string key, string? backend = null);

    /// <inheritdoc cref="SetAsync{T}(string, T, TimeSpan?, IReadOnlyCollection{string}?, string?, CancellationToken)"/>
    bool Set<T>(
        string key,
        T value,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null
    );

    /// <inheritdoc cref="SetAsync{T}(string, T, CacheLoadOptions, string?, CancellationToken)"/>
    bool Set<T>(string key, T value, CacheLoadOptions options, string? backend = null);

    /// <inheritdoc cref="DeleteAsync"/>
    bool Delete(string key, string? backend = null);

    /// <inheritdoc cref="InvalidatePatternAsync(string, string, CancellationToken)"/>
    long InvalidatePattern(string pattern, string? backend = null);

    /// <inheritdoc cref="InvalidateTagsAsync"/>
    void InvalidateTags(IReadOnlyCollection<string> tags, string? backend = null);

    /// <inheritdoc cref="ClearAsync(string, CancellationToken)"/>
    void Clear(string? backend = null);

    /// <summary>Begins a unit of work: invalidations and writes wait for its commit, and nothing that is loaded meanwhile is published.</summary>
    /// <returns>The unit; commit it, and dispose it in any case.</returns>
    CacheUnitOfWork Defer();
}
