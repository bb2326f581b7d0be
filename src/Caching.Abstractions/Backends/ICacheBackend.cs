namespace Caching;

/// <summary>Stores results by key.</summary>
/// <remarks>
/// Implementations are thread-safe and let storage failures escape as <see cref="CacheConnectionException"/> or
/// <see cref="CacheOperationException"/>; the cache service decides what a failure means. Keys and tags are compared
/// ordinally. Globs are those of Redis: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c> and <c>\</c>.
/// </remarks>
public interface ICacheBackend
{
    /// <summary>Gets the longest time that an entry lives here, whatever was asked for.</summary>
    /// <value>The default, <see langword="null"/>, is as long as asked for.</value>
    TimeSpan? MaxTtl => null;

    /// <summary>Tells why values of a type can't be stored here and read back whole.</summary>
    /// <param name="type">The declared type of the values.</param>
    /// <returns>What is wrong, and the way out; <see langword="null"/>, the default, when nothing is.</returns>
    CachingProblem? Check(Type type) => null;

    /// <summary>Describes the backend and how it is, for the report of plans.</summary>
    /// <returns>One line. The default is the name of its type.</returns>
    string Describe() => GetType().Name;

    /// <summary>Prepares the backend; calling it again does nothing.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the backend is ready.</returns>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>Releases what the backend holds; calling it again does nothing.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the backend is shut down.</returns>
    ValueTask ShutdownAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks an entry up.</summary>
    /// <typeparam name="T">The type of the value. An entry of another type is a miss; a counter is a <see cref="long"/>.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// A hit or a miss. A backend that keeps entries for <see cref="CacheEntryOptions.StaleFor"/> tells them by
    /// <see cref="CacheLookup{T}.Stale"/>, and nowhere else: one that doesn't never has a last value to serve.
    /// </returns>
    ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default);

    /// <summary>Stores an entry.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; may be <see langword="null"/>.</param>
    /// <param name="options">Time to live, tags, and the position of the look-up that led here.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// <see langword="false"/> when an invalidation since <see cref="CacheEntryOptions.Since"/> refused the store.
    /// </returns>
    ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes an entry or a counter.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="true"/> when it was there, be it as a last value only.</returns>
    ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Tells whether an entry or a counter is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Removes everything that this backend holds for the application.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is acknowledged.</returns>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes every entry and counter whose key matches a glob.</summary>
    /// <param name="pattern">The glob.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default);

    /// <summary>Removes every entry and counter whose key matches a glob, telling how far it is.</summary>
    /// <param name="pattern">The glob.</param>
    /// <param name="progress">Gets how many were removed so far; a backend that is quick may say nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<long> InvalidatePatternAsync(
        string pattern,
        IProgress<long>? progress,
        CancellationToken cancellationToken = default
    ) => InvalidatePatternAsync(pattern, cancellationToken);

    /// <summary>Removes everything that this backend holds for the application, telling how far it is.</summary>
    /// <param name="progress">Gets how many were removed so far; a backend that is quick may say nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is acknowledged.</returns>
    ValueTask ClearAsync(IProgress<long>? progress, CancellationToken cancellationToken = default) =>
        ClearAsync(cancellationToken);

    /// <summary>Makes every entry that carries one of the tags a miss.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is acknowledged.</returns>
    ValueTask InvalidateTagsAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken = default);

    /// <summary>Looks several entries up.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hits by key; a miss isn't in it.</returns>
    ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores several entries.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="entries">The values by key.</param>
    /// <param name="options">Time to live and tags of all of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when they are stored.</returns>
    ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes several entries or counters.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were there.</returns>
    ValueTask<long> DeleteManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default);

    /// <summary>Adds to a counter in one atomic step; a counter is never evicted.</summary>
    /// <param name="key">The counter's key.</param>
    /// <param name="amount">What to add.</param>
    /// <param name="initialValue">What the counter holds before the first addition.</param>
    /// <param name="ttl">The time to live of a counter that this call creates; <see langword="null"/> never expires.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="CacheOperationException">Thrown when the key holds an entry, or no more counters fit.</exception>
    ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Subtracts from a counter in one atomic step.</summary>
    /// <param name="key">The counter's key.</param>
    /// <param name="amount">What to subtract.</param>
    /// <param name="initialValue">What the counter holds before the first subtraction.</param>
    /// <param name="ttl">The time to live of a counter that this call creates; <see langword="null"/> never expires.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="CacheOperationException">Thrown when the key holds an entry, or no more counters fit.</exception>
    ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    );
}
