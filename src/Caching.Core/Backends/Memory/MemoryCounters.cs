namespace Caching;

/// <summary>Counters, kept apart from entries because a counter is never evicted.</summary>
/// <remarks>Called under the fence's gate, which makes each step atomic; <see cref="IsEmpty"/> may be read anywhere.</remarks>
internal sealed class MemoryCounters(int limit)
{
    private readonly Dictionary<string, (long Value, long ExpiresAt)> _counters = [];
    private volatile bool _isEmpty = true;

    public bool IsEmpty => _isEmpty;

    public bool TryGet_NeedsLock(string key, long now, out long value)
    {
        var found = _counters.TryGetValue(key, out var counter) && now < counter.ExpiresAt;
        value = found ? counter.Value : 0;
        return found;
    }

    /// <summary>Adds and returns the sum.</summary>
    /// <exception cref="CacheOperationException">Thrown when the counter is new and none more fits, or the sum doesn't.</exception>
    public long Add_NeedsLock(string key, long amount, long initialValue, long now, long expiresAt)
    {
        if (_counters.TryGetValue(key, out var counter) && now < counter.ExpiresAt)
        {
            counter.Value = Sum(key, counter.Value, amount);
            _counters[key] = counter;
            return counter.Value;
        }

        if (_counters.Count >= limit)
        {
            DropExpired_NeedsLock(now);
        }

        if (_counters.Count >= limit && !_counters.ContainsKey(key))
        {
            throw new CacheOperationException(
                $"No counter fits any more, so \"{key}\" wasn't counted; counters are never evicted: delete some, give "
                    + $"them a time to live, or raise {nameof(MemoryCacheOptions.MaxCounters)}.",
                "increment",
                key
            );
        }

        var first = Sum(key, initialValue, amount);
        _counters[key] = (first, expiresAt);
        _isEmpty = false;
        return first;
    }

    public bool Remove_NeedsLock(string key, long now)
    {
        var removed = _counters.Remove(key, out var counter) && now < counter.ExpiresAt;
        _isEmpty = _counters.Count == 0;
        return removed;
    }

    public long RemoveMatching_NeedsLock(string glob, long now) =>
        _counters.Keys.Where(key => Glob.IsMatch(glob, key)).ToArray().Count(key => Remove_NeedsLock(key, now));

    public void Clear_NeedsLock()
    {
        _counters.Clear();
        _isEmpty = true;
    }

    public void DropExpired_NeedsLock(long now)
    {
        foreach (var (key, counter) in _counters)
        {
            if (now >= counter.ExpiresAt)
            {
                _counters.Remove(key);
            }
        }

        _isEmpty = _counters.Count == 0;
    }

    private static long Sum(string key, long value, long amount)
    {
        var sum = unchecked(value + amount);
        return (value ^ sum) >= 0 || (amount ^ sum) >= 0
            ? sum
            : throw new CacheOperationException(
                $"Adding {amount} to the counter \"{key}\" leaves the range of a 64-bit number; it keeps its value. "
                    + "Delete it, or count by less.",
                "increment",
                key
            );
    }
}
