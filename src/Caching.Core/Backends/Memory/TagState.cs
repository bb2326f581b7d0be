namespace Caching;

/// <summary>What is known of one tag: the number of its latest invalidation.</summary>
/// <remarks>
/// Entries and flights hold it strongly, the table weakly: a tag lives as long as anything can be invalidated by it,
/// and never goes because there are many. Written under the fence's gate, read anywhere.
/// </remarks>
internal class TagState(string name)
{
    private long _invalidatedAt;

    public string Name { get; } = name;

    public long InvalidatedAt
    {
        get => Volatile.Read(ref _invalidatedAt);
        set => Volatile.Write(ref _invalidatedAt, value);
    }
}
