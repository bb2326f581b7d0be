namespace Caching;

/// <summary>Finds the one state of a tag by its name, weakly.</summary>
/// <remarks>Called under the fence's gate. Rows of tags that nothing holds any more are dropped as the table grows, and now and then by a timer.</remarks>
internal sealed class TagTable
{
    private const int SmallTable = 1024;
    private readonly Dictionary<string, WeakReference<TagState>> _tags = [];
    private int _dropAt = SmallTable;

    public int Count_NeedsLock => _tags.Count;

    public TagState GetOrAdd_NeedsLock(string name)
    {
        if (_tags.TryGetValue(name, out var reference))
        {
            if (reference.TryGetTarget(out var tag))
            {
                return tag;
            }

            tag = new TagState(name);
            reference.SetTarget(tag);
            return tag;
        }

        if (_tags.Count >= _dropAt)
        {
            DropDead_NeedsLock();
            _dropAt = Math.Max(SmallTable, 2 * _tags.Count);
        }

        var added = new TagState(name);
        _tags.Add(name, new WeakReference<TagState>(added));
        return added;
    }

    public TagState[]? GetOrAdd_NeedsLock(IReadOnlyCollection<string>? names) =>
        names is null or { Count: 0 } ? null : [.. names.Select(GetOrAdd_NeedsLock)];

    public void DropDead_NeedsLock()
    {
        foreach (var (name, reference) in _tags)
        {
            if (!reference.TryGetTarget(out _))
            {
                _tags.Remove(name);
            }
        }
    }
}
