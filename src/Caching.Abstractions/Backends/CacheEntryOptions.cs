namespace Caching;

/// <summary>How an entry is stored.</summary>
/// <remarks>The default value stores without expiry and without tags, as an explicit write.</remarks>
public readonly record struct CacheEntryOptions
{
    private readonly TimeSpan? _ttl;
    private readonly TimeSpan? _sliding;
    private readonly TimeSpan _staleFor;

    /// <summary>Gets the time after which the entry is gone.</summary>
    /// <value>The default, <see langword="null"/>, never expires.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan? Ttl
    {
        get => _ttl;
        init
        {
            if (value <= TimeSpan.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Ttl),
                    value,
                    "A time to live is greater than zero; leave it out for an entry that never expires."
                );
            }

            _ttl = value;
        }
    }

    /// <summary>Gets the time without a hit after which the entry is gone; <see cref="Ttl"/> remains the limit.</summary>
    /// <value>
    /// The default, <see langword="null"/>, doesn't slide, and neither does a window that isn't shorter than the time to
    /// live. A backend that can't slide entries keeps them for the time to live. On Redis the look-ups of policies and loads
    /// that slide extend them; a plain look-up doesn't.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan? Sliding
    {
        get => _sliding;
        init
        {
            if (value <= TimeSpan.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Sliding),
                    value,
                    "A sliding window is greater than zero; leave it out for an entry that doesn't slide."
                );
            }

            _sliding = value;
        }
    }

    /// <summary>Gets how long the entry is kept after its time to live, as a miss that tells the last value.</summary>
    /// <value>The default, zero, doesn't keep it. An invalidated entry is never kept, nor is one that slides.</value>
    /// <remarks>A backend that doesn't support it lets the entry go after its time to live.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than zero.</exception>
    public TimeSpan StaleFor
    {
        get => _staleFor;
        init
        {
            if (value < TimeSpan.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(StaleFor),
                    value,
                    "An entry can't be kept for less than no time; leave it out for one that isn't kept."
                );
            }

            _staleFor = value;
        }
    }

    /// <summary>Gets the tags by which the entry can be invalidated.</summary>
    /// <value>The default, <see langword="null"/>, is none.</value>
    public IReadOnlyCollection<string>? Tags { get; init; }

    /// <summary>Gets the position of the look-up whose miss led to this store.</summary>
    /// <value>The default is no position: an explicit write, which itself fences every load in progress.</value>
    public CacheMark Since { get; init; }
}
