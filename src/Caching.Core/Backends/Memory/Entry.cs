using BitFaster.Caching.Lru;

namespace Caching;

/// <summary>A stored result. It is the store's own node, so that a look-up ends here without another hop.</summary>
/// <remarks>
/// An entry never changes, but for the expiry of one that slides. An overwrite keeps the node of the first entry of its key in the store's queues and hangs
/// the new entry into it; <see cref="Node"/> leads there, so that whoever keeps a node sees updates and removal alike.
/// A million entries take this object a million times: what is small stands together, and no reference twice.
/// </remarks>
internal abstract class Entry : LruItem<string, Entry>
{
    private readonly long _stamp;
    private readonly TagState[]? _tags;
    private long _expiresAt;

    // In milliseconds; with the flags it takes eight bytes. Exact up to four hours, then to 1 in 10^7.
    private readonly float _staleFor;
    private bool _isNode = true;

    protected Entry(string key, ReturnShape shape, EntryMeta meta)
        : base(key, null!)
    {
        Shape = shape;
        _expiresAt = meta.ExpiresAt;
        _stamp = meta.Stamp;
        _tags = meta.Sliding is { } sliding ? [.. meta.Tags ?? [], sliding] : meta.Tags;
        Slides = meta.Sliding is not null;
        _staleFor = (float)meta.StaleFor.TotalMilliseconds;
        Value = this;
    }

    /// <summary>Gets or sets the node in the store's queues; set before the entry is published.</summary>
    /// <remarks>Only of a node is <c>Value</c> the current entry; of one that hangs in a node it is that node.</remarks>
    public Entry Node
    {
        get => _isNode ? this : Value;
        set
        {
            _isNode = ReferenceEquals(value, this);
            Value = value;
        }
    }

    /// <summary>Gets the return shape of the method that stored it.</summary>
    protected ReturnShape Shape { get; }

    /// <summary>Gets whether a hit moves its expiry; those who hit ask before they call <see cref="Extend"/>.</summary>
    public bool Slides { get; }

    /// <summary>Gets the clock's time at which it is over; <see cref="long.MaxValue"/> for never.</summary>
    public long ExpiresAt => _expiresAt;

    public bool CanExpire => _expiresAt != long.MaxValue || _tags is not null;

    public bool IsLive(long now) => now < Volatile.Read(ref _expiresAt) && (_tags is null || !IsInvalidated(_tags));

    /// <summary>Moves the expiry of an entry that slides, as it was hit.</summary>
    public void Extend(long now) => ((SlidingLife)_tags![^1]).Extend(ref _expiresAt, now);

    /// <summary>Gets whether it stays as a last value when its time to live is over.</summary>
    public bool IsKeptStale => _staleFor > 0;

    /// <summary>Whether the store still holds it: live, or over but not invalidated and kept as a last value.</summary>
    /// <param name="now">The clock's time.</param>
    /// <param name="latestTag">The latest invalidation of any tag: who was stored after it needs no look at its own.</param>
    public bool IsKept(long now, long latestTag = long.MaxValue) =>
        now - Volatile.Read(ref _expiresAt) is var over
        && (over < 0 || over < _staleFor)
        && (_tags is null || _stamp >= latestTag || !IsInvalidated(_tags));

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
