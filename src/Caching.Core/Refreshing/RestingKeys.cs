namespace Caching;

/// <summary>Keys whose refresh came to nothing and isn't tried again for a while.</summary>
/// <remarks>Thread-safe. Bounded: what doesn't find room is simply tried again sooner.</remarks>
internal sealed class RestingKeys(TimeProvider time)
{
    private const int Limit = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<string, long> _since = [];
    private volatile bool _any;

    public bool Contains(string key, TimeSpan pause)
    {
        if (!_any)
        {
            return false;
        }

        lock (_gate)
        {
            return _since.TryGetValue(key, out var since) && time.GetElapsedTime(since) < pause;
        }
    }

    public void Add(string key, TimeSpan pause)
    {
        lock (_gate)
        {
            if (_since.Count >= Limit)
            {
                DropOver_NeedsLock(pause);
            }

            if (_since.Count < Limit)
            {
                _since[key] = time.GetTimestamp();
                _any = true;
            }
        }
    }

    public void Remove(string key)
    {
        if (_any)
        {
            lock (_gate)
            {
                _since.Remove(key);
                _any = _since.Count > 0;
            }
        }
    }

    private void DropOver_NeedsLock(TimeSpan pause)
    {
        foreach (var (key, since) in _since)
        {
            if (time.GetElapsedTime(since) >= pause)
            {
                _since.Remove(key);
            }
        }
    }
}
