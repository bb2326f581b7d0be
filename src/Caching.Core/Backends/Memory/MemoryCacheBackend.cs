namespace Caching;

/// <summary>Stores results in this process: bounded, scan-resistant, with a time to live per entry.</summary>
/// <remarks>
/// Thread-safe. Stored objects are shared with every reader, as in every in-process cache: don't change what you got.
/// Reads take no lock. Entries that expired, or that a tag or a pattern invalidated, give their memory back by a timer, within
/// some 15 seconds and without being read; nobody finds them before. What was evicted gives it back once half as many entries
/// as there is room for, or 512, have come after it. Counters are never evicted.
/// </remarks>
public sealed class MemoryCacheBackend : ISyncCacheBackend, IDisposable
{
    /// <summary>Makes an empty backend.</summary>
    /// <param name="options">How much it holds; <see langword="null"/> takes the defaults.</param>
    /// <param name="timeProvider">Where its time comes from; <see langword="null"/> takes the system's.</param>
    public MemoryCacheBackend(MemoryCacheOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new MemoryCacheOptions();
        Store = new MemoryStore(
            options.Capacity,
            new CacheClock(timeProvider ?? TimeProvider.System),
            options.MaxCounters
        );
    }

    /// <summary>Gets how many entries it holds, counters apart.</summary>
    public int Count => Store.Count;

    internal MemoryStore Store { get; }

    /// <inheritdoc/>
    public CacheLookup<T> Get<T>(string key)
    {
        Guard.Key(key);
        return Store.Probe<T>(key).Lookup;
    }

    /// <inheritdoc/>
    public bool Set<T>(string key, T value, CacheEntryOptions options = default)
    {
        Guard.Key(key);
        var fence = Store.Fence;
        lock (fence.Gate)
        {
            var tags = fence.Tags.GetOrAdd_NeedsLock(options.Tags is null ? null : Guard.Tags(options.Tags));
            var stamp = options.Since.IsSet ? options.Since.Number : fence.MarkKey_NeedsLock(key);
            if (options.Since.IsSet && !MayPublish_NeedsLock(key, stamp, tags))
            {
                return false;
            }

            Store.Counters.Remove_NeedsLock(key, Store.Clock.Now);
            Store.Put_NeedsLock(key, value, ReturnShape.Value, EntryMeta.Of(Store.Clock, options, stamp, tags));
            return true;
        }
    }

    /// <inheritdoc/>
    public bool Delete(string key)
    {
        Guard.Key(key);
        lock (Store.Fence.Gate)
        {
            Store.Fence.MarkKey_NeedsLock(key);
            return Store.Remove(key) | Store.Counters.Remove_NeedsLock(key, Store.Clock.Now);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (Store.Fence.Gate)
        {
            Store.Fence.MarkAll_NeedsLock();
            Store.Counters.Clear_NeedsLock();
        }

        Store.RemoveAll();
    }

    /// <inheritdoc/>
    public long InvalidatePattern(string pattern)
    {
        Guard.Pattern(pattern);
        var counters = 0L;
        lock (Store.Fence.Gate)
        {
            Store.Fence.MarkPattern_NeedsLock(pattern);
            counters = Store.Counters.RemoveMatching_NeedsLock(pattern, Store.Clock.Now);
        }

        return counters + Store.RemoveMatching(pattern);
    }

    /// <inheritdoc/>
    public void InvalidateTags(IReadOnlyCollection<string> tags)
    {
        Guard.Tags(tags);
        lock (Store.Fence.Gate)
        {
            foreach (var tag in tags)
            {
                Store.Fence.MarkTag_NeedsLock(tag);
            }
        }
    }

    /// <inheritdoc/>
    public long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null)
    {
        Guard.Key(key);
        var expiresAt = Store.Clock.After(ttl is { } span ? Guard.Ttl(span, nameof(ttl)) : null);
        lock (Store.Fence.Gate)
        {
            if (Store.Holds(key))
            {
                throw new CacheOperationException(
                    $"\"{key}\" holds an entry, not a counter; use another key, or delete the entry first.",
                    "increment",
                    key
                );
            }

            Store.Fence.MarkKey_NeedsLock(key);
            Store.StartSweeping_NeedsLock();
            return Store.Counters.Add_NeedsLock(key, amount, initialValue, Store.Clock.Now, expiresAt);
        }
    }

    /// <inheritdoc/>
    public long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Increment(key, Guard.Negated(amount), initialValue, ttl);

    /// <inheritdoc/>
    public ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dispose();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Get<T>(key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Set(key, value, options));
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Delete(key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Guard.Key(key);
        return new(Store.Contains(key) || Store.TryGetCounter(key, out _));
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Clear();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(InvalidatePattern(pattern));
    }

    /// <inheritdoc/>
    public ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        InvalidateTags(tags);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hits = new Dictionary<string, T>(Guard.Keys(keys).Count);
        foreach (var key in keys)
        {
            if (Get<T>(key).TryGet(out var value))
            {
                hits[key] = value;
            }
        }

        return new(hits);
    }

    /// <inheritdoc/>
    public ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellationToken.ThrowIfCancellationRequested();
        Guard.Keys([.. entries.Keys], nameof(entries));
        foreach (var (key, value) in entries)
        {
            Set(key, value, options);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Guard.Keys(keys).LongCount(Delete));
    }

    /// <inheritdoc/>
    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Increment(key, amount, initialValue, ttl));
    }

    /// <inheritdoc/>
    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Decrement(key, amount, initialValue, ttl));
    }

    /// <summary>Stops its timer; entries go with the object.</summary>
    public void Dispose() => Store.Dispose();

    private bool MayPublish_NeedsLock(string key, long since, TagState[]? tags) =>
        Store.Fence.LatestMark_NeedsLock(since, key, tags) == 0
        && !Store.Counters.TryGet_NeedsLock(key, Store.Clock.Now, out _);
}
