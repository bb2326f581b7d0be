namespace Caching.TestKit.Doubles;

/// <summary>A backend with synchronous operations too, which share the script of the asynchronous ones.</summary>
/// <param name="timeProvider">Where its time comes from.</param>
/// <param name="checksPositions">Whether it refuses stores by itself, as a backend with an atomic store does.</param>
public class ScriptedSyncBackend(TimeProvider? timeProvider = null, bool checksPositions = false)
    : ScriptedBackend(timeProvider, checksPositions),
        ISyncCacheBackend
{
    public CacheLookup<T> Get<T>(string key) => Script.Run("get", () => Answer(Inner.Get<T>(key)));

    public bool Set<T>(string key, T value, CacheEntryOptions options = default) =>
        Script.Run("set", () => Inner.Set(key, value, options));

    public bool Delete(string key) => Script.Run("delete", () => Inner.Delete(key));

    public void Clear() => Run("clear", Inner.Clear);

    public long InvalidatePattern(string pattern) => Script.Run("pattern", () => Inner.InvalidatePattern(pattern));

    public void InvalidateTags(IReadOnlyCollection<string> tags) => Run("tags", () => Inner.InvalidateTags(tags));

    public long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Script.Run("increment", () => Inner.Increment(key, amount, initialValue, ttl));

    public long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Script.Run("decrement", () => Inner.Decrement(key, amount, initialValue, ttl));

    private void Run(string operation, Action work) =>
        Script.Run(
            operation,
            () =>
            {
                work();
                return true;
            }
        );
}
