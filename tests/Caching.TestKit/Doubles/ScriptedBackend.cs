using System.Collections.Concurrent;

namespace Caching.TestKit.Doubles;

/// <summary>An asynchronous-only backend that fails and waits as a test tells it to.</summary>
/// <param name="timeProvider">Where its time comes from.</param>
/// <param name="checksPositions">Whether it refuses stores by itself, as a backend with an atomic store does.</param>
public class ScriptedBackend(TimeProvider? timeProvider = null, bool checksPositions = false) : ICacheBackend
{
    public BackendScript Script { get; } = new();

    /// <summary>Gets what it holds, past the script.</summary>
    public MemoryCacheBackend Inner { get; } = new(null, timeProvider);

    /// <summary>Gets or sets the longest time that an entry lives here.</summary>
    public TimeSpan? MaxTtl { get; set; }

    /// <summary>Gets or sets what is wrong with a type; nothing unless set.</summary>
    public Func<Type, CachingProblem?> Checks { get; set; } = _ => null;

    /// <summary>Gets the types that it was asked about.</summary>
    public ConcurrentQueue<Type> CheckedTypes { get; } = [];

    public CachingProblem? Check(Type type)
    {
        CheckedTypes.Enqueue(type);
        return Checks(type);
    }

    public string Describe() => "scripted, at nowhere:6379";

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        RunAsync("initialize", () => Inner.InitializeAsync(cancellationToken));

    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default) =>
        RunAsync("shutdown", () => Inner.ShutdownAsync(cancellationToken));

    public ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default) =>
        Script.RunAsync("get", async () => Answer(await Inner.GetAsync<T>(key, cancellationToken)));

    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => Script.RunAsync("set", () => Inner.SetAsync(key, value, options, cancellationToken));

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        Script.RunAsync("delete", () => Inner.DeleteAsync(key, cancellationToken));

    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) =>
        Script.RunAsync("exists", () => Inner.ExistsAsync(key, cancellationToken));

    public ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
        RunAsync("clear", () => Inner.ClearAsync(cancellationToken));

    public ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        Script.RunAsync("pattern", () => Inner.InvalidatePatternAsync(pattern, cancellationToken));

    public ValueTask<long> InvalidatePatternAsync(
        string pattern,
        IProgress<long>? progress,
        CancellationToken cancellationToken = default
    ) =>
        Script.RunAsync(
            "pattern",
            async () =>
            {
                var removed = await Inner.InvalidatePatternAsync(pattern, cancellationToken);
                progress?.Report(removed);
                return removed;
            }
        );

    public ValueTask ClearAsync(IProgress<long>? progress, CancellationToken cancellationToken = default) =>
        RunAsync(
            "clear",
            async () =>
            {
                progress?.Report(Inner.Count);
                await Inner.ClearAsync(cancellationToken);
            }
        );

    public ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    ) => RunAsync("tags", () => Inner.InvalidateTagsAsync(tags, cancellationToken));

    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => Script.RunAsync("get many", () => Inner.GetManyAsync<T>(keys, cancellationToken));

    public ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => RunAsync("set many", () => Inner.SetManyAsync(entries, options, cancellationToken));

    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => Script.RunAsync("delete many", () => Inner.DeleteManyAsync(keys, cancellationToken));

    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => Script.RunAsync("increment", () => Inner.IncrementAsync(key, amount, initialValue, ttl, cancellationToken));

    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => Script.RunAsync("decrement", () => Inner.DecrementAsync(key, amount, initialValue, ttl, cancellationToken));

    // Without a position every later store is unconditional.
    private protected CacheLookup<T> Answer<T>(CacheLookup<T> found) =>
        checksPositions ? found
        : found.TryGet(out var value) ? CacheLookup<T>.Hit(value)
        : found.TryGetStale(out var last) ? CacheLookup<T>.Stale(last)
        : default;

    private async ValueTask RunAsync(string operation, Func<ValueTask> work) =>
        await Script.RunAsync(
            operation,
            async () =>
            {
                await work();
                return true;
            }
        );
}
