namespace Caching.Interception.Tests;

/// <summary>An asynchronous backend without entries, whose first look-up ends when the test says so.</summary>
internal sealed class GatedBackend : ICacheBackend
{
    private readonly TaskCompletionSource _gate = new();

    public void Answer() => _gate.SetResult();

    public async ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default)
    {
        await _gate.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return default;
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => new(true);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) => default;

    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) => default;

    public ValueTask ClearAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        default;

    public ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    ) => default;

    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => new(new Dictionary<string, T>());

    public ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => default;

    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => default;

    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => default;

    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => default;
}
