namespace Caching;

/// <summary>How an entry is stored.</summary>
/// <remarks>The default value stores without expiry and without tags, as an explicit write.</remarks>
public readonly record struct CacheEntryOptions
{
    private readonly TimeSpan? _ttl;
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

    /// <summary>Gets how long the entry is kept after its time to live, as a miss that tells the last value.</summary>
    /// <value>The default, zero, doesn't keep it. An invalidated entry is never kept.</value>
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
