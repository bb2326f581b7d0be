using System.Collections.Concurrent;

namespace Caching.Registration.Tests.Semantics;

/// <summary>A backend beside the process, which a test can slow down and break; it knows nothing of fences.</summary>
internal class OuterBackend : ICacheBackend, IDisposable
{
    private readonly MemoryCacheBackend _inner = new();

    /// <summary>Gets or sets what an operation fails with, by its name.</summary>
    public Func<string, Exception?> Fail { get; set; } = static _ => null;

    /// <summary>Gets or sets what an asynchronous operation waits for, by its name.</summary>
    public Func<string, Task> Delay { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets the operations so far.</summary>
    public ConcurrentQueue<string> Operations { get; } = [];

    protected ISyncCacheBackend Inner => _inner;

    public async ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync("get", cancellationToken);
        return Plain(await _inner.GetAsync<T>(key, cancellationToken));
    }

    public async ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    )
    {
        await BeginAsync("set", cancellationToken);
        return await _inner.SetAsync(key, value, options with { Since = default }, cancellationToken);
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync("delete", cancellationToken);
        return await _inner.DeleteAsync(key, cancellationToken);
    }

    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        await BeginAsync("clear", cancellationToken);
        await _inner.ClearAsync(cancellationToken);
    }

    public async ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default)
    {
        await BeginAsync("pattern", cancellationToken);
        return await _inner.InvalidatePatternAsync(pattern, cancellationToken);
    }

    public async ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    )
    {
        await BeginAsync("tag", cancellationToken);
        await _inner.InvalidateTagsAsync(tags, cancellationToken);
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) =>
        _inner.ExistsAsync(key, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => _inner.GetManyAsync<T>(keys, cancellationToken);

    public ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => _inner.SetManyAsync(entries, options, cancellationToken);

    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => _inner.DeleteManyAsync(keys, cancellationToken);

    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => _inner.IncrementAsync(key, amount, initialValue, ttl, cancellationToken);

    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => _inner.DecrementAsync(key, amount, initialValue, ttl, cancellationToken);

    public void Dispose() => _inner.Dispose();

    protected static CacheLookup<T> Plain<T>(CacheLookup<T> lookup) =>
        lookup.TryGet(out var value) ? CacheLookup<T>.Hit(value) : CacheLookup<T>.Miss();

    protected void Begin(string operation)
    {
        Operations.Enqueue(operation);
        if (Fail(operation) is { } failure)
        {
            throw failure;
        }
    }

    private async Task BeginAsync(string operation, CancellationToken cancellationToken)
    {
        await Delay(operation).WaitAsync(cancellationToken).ConfigureAwait(false);
        Begin(operation);
    }
}
