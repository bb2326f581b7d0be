namespace Caching.Registration.Tests.Semantics;

/// <summary>The same with synchronous operations.</summary>
internal sealed class OuterSyncBackend : OuterBackend, ISyncCacheBackend
{
    public CacheLookup<T> Get<T>(string key)
    {
        Begin("get");
        return Plain(Inner.Get<T>(key));
    }

    public bool Set<T>(string key, T value, CacheEntryOptions options = default)
    {
        Begin("set");
        return Inner.Set(key, value, options with { Since = default });
    }

    public bool Delete(string key)
    {
        Begin("delete");
        return Inner.Delete(key);
    }

    public void Clear()
    {
        Begin("clear");
        Inner.Clear();
    }

    public long InvalidatePattern(string pattern)
    {
        Begin("pattern");
        return Inner.InvalidatePattern(pattern);
    }

    public void InvalidateTags(IReadOnlyCollection<string> tags)
    {
        Begin("tag");
        Inner.InvalidateTags(tags);
    }

    public long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Inner.Increment(key, amount, initialValue, ttl);

    public long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Inner.Decrement(key, amount, initialValue, ttl);
}
