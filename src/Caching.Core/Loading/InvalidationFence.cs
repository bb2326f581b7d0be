namespace Caching;

/// <summary>
/// Numbers every invalidation and explicit write, and tells whether one came after a given position: the reason why a
/// value loaded before an invalidation is never stored after it.
/// </summary>
/// <remarks>
/// Everything that ends in <c>_NeedsLock</c> is called under <see cref="Gate"/>. Marks are kept until every flight
/// that was open before them has landed, and beyond that up to <see cref="Capacity"/> for positions handed out by
/// plain look-ups; a position older than what is kept is refused. See README.md in this folder.
/// </remarks>
internal sealed class InvalidationFence
{
    public const int Capacity = 4096;

    private readonly Dictionary<string, long> _keys = [];
    private readonly List<(string Glob, long Number)> _globs = [];
    private readonly List<(TagState Tag, long Number)> _tags = [];
    private readonly Dictionary<long, int> _open = [];
    private long _number = 1;
    private long _horizon;
    private long _clearedAt;
    private int _pruneAt = Capacity;

    public object Gate { get; } = new();

    public TagTable Tags { get; } = new();

    /// <summary>Gets the position now; a load that begins later is fenced by what is marked later.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>Gets the number of the latest invalidation of any tag.</summary>
    public long LatestTag_NeedsLock { get; private set; }

    public int OpenFlights_NeedsLock => _open.Values.Sum();

    public long Open_NeedsLock()
    {
        _open[_number] = _open.GetValueOrDefault(_number) + 1;
        return _number;
    }

    public void Close_NeedsLock(long since)
    {
        if (--_open[since] is var left && left == 0)
        {
            _open.Remove(since);
        }
        else
        {
            _open[since] = left;
        }
    }

    public long MarkKey_NeedsLock(string key)
    {
        Prune_NeedsLock();
        return _keys[key] = ++_number;
    }

    public void MarkTag_NeedsLock(string name)
    {
        Prune_NeedsLock();
        var tag = Tags.GetOrAdd_NeedsLock(name);
        tag.InvalidatedAt = ++_number;
        LatestTag_NeedsLock = _number;
        _tags.Add((tag, _number));
    }

    public void MarkPattern_NeedsLock(string glob)
    {
        Prune_NeedsLock();
        _globs.Add((glob, ++_number));
    }

    public void MarkAll_NeedsLock() => _clearedAt = ++_number;

    /// <summary>The number of the latest mark after a position that concerns an entry; 0 when there is none.</summary>
    public long LatestMark_NeedsLock(long since, string key, ReadOnlySpan<TagState> tags)
    {
        if (since == _number)
        {
            return 0;
        }

        if (since < _horizon)
        {
            return _number;
        }

        var latest = Math.Max(_clearedAt, _keys.GetValueOrDefault(key));
        foreach (var tag in tags)
        {
            latest = Math.Max(latest, tag.InvalidatedAt);
        }

        for (var i = _globs.Count - 1; i >= 0 && _globs[i].Number > Math.Max(since, latest); i--)
        {
            latest = Glob.IsMatch(_globs[i].Glob, key) ? _globs[i].Number : latest;
        }

        return latest > since ? latest : 0;
    }

    private void Prune_NeedsLock()
    {
        if (_keys.Count + _globs.Count + _tags.Count < _pruneAt)
        {
            return;
        }

        var floor = _number - (Capacity / 2);
        foreach (var since in _open.Keys)
        {
            floor = Math.Min(floor, since);
        }

        _horizon = Math.Max(_horizon, floor);
        foreach (var (key, number) in _keys)
        {
            if (number <= floor)
            {
                _keys.Remove(key);
            }
        }

        _globs.RemoveAll(mark => mark.Number <= floor);
        _tags.RemoveAll(mark => mark.Number <= floor);
        _pruneAt = Math.Max(Capacity, 2 * (_keys.Count + _globs.Count + _tags.Count));
    }
}
