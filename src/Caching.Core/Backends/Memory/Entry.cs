using BitFaster.Caching.Lru;

namespace Caching;

/// <summary>A stored result. It is the store's own node, so that a look-up ends here without another hop.</summary>
/// <remarks>
/// An entry never changes. An overwrite keeps the node of the first entry of its key in the store's queues and hangs
/// the new entry into it; <see cref="Node"/> leads there, so that whoever keeps a node sees updates and removal alike.
/// </remarks>
internal abstract class Entry : LruItem<string, Entry>
{
    private readonly long _expiresAt;
    private readonly long _stamp;
    private readonly TagState[]? _tags;

    protected Entry(string key, EntryMeta meta)
        : base(key, null!)
    {
        _expiresAt = meta.ExpiresAt;
        _stamp = meta.Stamp;
        _tags = meta.Tags;
        Value = this;
        Node = this;
    }

    /// <summary>Gets or sets the node in the store's queues; set before the entry is published.</summary>
    public Entry Node { get; set; }

    /// <summary>Gets the clock's time at which it is over; <see cref="long.MaxValue"/> for never.</summary>
    public long ExpiresAt => _expiresAt;

    public bool CanExpire => _expiresAt != long.MaxValue || _tags is not null;

    public bool IsLive(long now) => now < _expiresAt && (_tags is null || !IsInvalidated(_tags));

    private bool IsInvalidated(TagState[] tags)
    {
        foreach (var tag in tags)
        {
            if (tag.InvalidatedAt > _stamp)
            {
                return true;
            }
        }

        return false;
    }
}
