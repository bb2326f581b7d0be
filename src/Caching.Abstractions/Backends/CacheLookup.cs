using System.Diagnostics.CodeAnalysis;

namespace Caching;

/// <summary>What a look-up found: a hit with its value, which may be <see langword="null"/>, or a miss.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// The default value is a miss. A miss may tell the last value all the same, where the entry was stored with
/// <see cref="CacheEntryOptions.StaleFor"/> and only its time to live has run out.
/// </remarks>
public readonly record struct CacheLookup<T>
{
    private readonly T? _value;
    private readonly long _storedAt;

    private CacheLookup(bool isHit, bool isStale, T? value, CacheMark since)
    {
        IsHit = isHit;
        IsStale = isStale;
        _value = value;
        Since = since;
    }

    /// <summary>Gets whether the entry was there.</summary>
    public bool IsHit { get; }

    /// <summary>Gets whether this is a miss that tells the last value.</summary>
    public bool IsStale { get; }

    /// <summary>Gets the value of a hit; of a miss, the default of <typeparamref name="T"/>.</summary>
    public T? Value => IsHit ? _value : default;

    /// <summary>
    /// Gets the position among the backend's invalidations at which this look-up took place. A store that carries it
    /// is refused when an invalidation of its key, tags or pattern came in between.
    /// </summary>
    public CacheMark Since { get; }

    /// <summary>Gets when the value of a hit was stored, by the clock of who stored it, to the millisecond.</summary>
    /// <value>The default, <see langword="null"/>, is unknown: such a hit is never refreshed ahead of its expiry.</value>
    public DateTimeOffset? StoredAt
    {
        get => _storedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_storedAt);
        init => _storedAt = value?.ToUnixTimeMilliseconds() ?? 0;
    }

    /// <summary>Makes a hit.</summary>
    /// <param name="value">The value found; may be <see langword="null"/>.</param>
    /// <param name="since">The position at which it was found.</param>
    /// <returns>The look-up.</returns>
    public static CacheLookup<T> Hit(T value, CacheMark since = default) => new(true, false, value, since);

    /// <summary>Makes a miss.</summary>
    /// <param name="since">The position at which nothing was found.</param>
    /// <returns>The look-up.</returns>
    public static CacheLookup<T> Miss(CacheMark since = default) => new(false, false, default, since);

    /// <summary>Makes a miss that tells the last value, whose time to live has run out.</summary>
    /// <param name="value">The last value; may be <see langword="null"/>.</param>
    /// <param name="since">The position at which nothing newer was found.</param>
    /// <returns>The look-up.</returns>
    public static CacheLookup<T> Stale(T value, CacheMark since = default) => new(false, true, value, since);

    /// <summary>Makes the same look-up with another position.</summary>
    /// <param name="since">The position.</param>
    /// <returns>The look-up.</returns>
    public CacheLookup<T> At(CacheMark since) => new(IsHit, IsStale, _value, since);

    /// <summary>Takes the value out of a hit.</summary>
    /// <param name="value">The value of a hit, which may be <see langword="null"/> where the type allows it.</param>
    /// <returns><see langword="true"/> for a hit.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = IsHit ? _value! : default!;
        return IsHit;
    }

    /// <summary>Takes the last value out of a miss that tells one.</summary>
    /// <param name="value">The last value, which may be <see langword="null"/> where the type allows it.</param>
    /// <returns><see langword="true"/> for such a miss; <see langword="false"/> for a hit.</returns>
    public bool TryGetStale([MaybeNullWhen(false)] out T value)
    {
        value = IsStale ? _value! : default!;
        return IsStale;
    }
}
