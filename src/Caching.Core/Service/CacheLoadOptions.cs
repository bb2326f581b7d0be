namespace Caching;

/// <summary>How <see cref="ICacheService.GetOrCreateAsync{T}"/> stores what it loads.</summary>
public sealed record CacheLoadOptions
{
    internal static readonly CacheLoadOptions Default = new();

    /// <summary>Gets the time to live.</summary>
    /// <value>The default, <see langword="null"/>, takes the container's.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan? Ttl
    {
        get;
        init => field = value is { } ttl ? Guard.Ttl(ttl, nameof(Ttl)) : null;
    }

    /// <summary>Gets the instant at which the entry is gone, if that is earlier than the time to live.</summary>
    /// <value>
    /// The default, <see langword="null"/>, is the time to live alone; without one of its own the instant alone decides.
    /// One that is over stores nothing.
    /// </value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets what tells the time to live of the value, instead of <see cref="Ttl"/>.</summary>
    /// <value>
    /// The default is none. <see langword="null"/> takes <see cref="Ttl"/>; zero or less doesn't store. A value for which
    /// it throws isn't stored.
    /// </value>
    public Func<object?, TimeSpan?>? TtlFrom { get; init; }

    /// <summary>Gets the part of the time to live, from 0 to 1, by which it may be shorter, but never longer.</summary>
    /// <value>The default, <see langword="null"/>, takes the container's, in the end none.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value isn't from 0 to 1.</exception>
    public double? Jitter
    {
        get;
        init => field = value is { } fraction ? Guard.Jitter(fraction, nameof(Jitter)) : null;
    }

    /// <summary>Gets the time without a hit after which the entry is gone; its time to live remains the limit.</summary>
    /// <value>The default, <see langword="null"/>, takes the container's, in the end none: hits change nothing.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan? Sliding
    {
        get;
        init => field = value is { } window ? Guard.Positive(window, "A sliding window", nameof(Sliding)) : null;
    }

    /// <summary>Gets the time to live of a <see langword="null"/> result; implies <see cref="CacheNull"/>.</summary>
    /// <value>The default, <see langword="null"/>, is that of other results.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan? NullTtl
    {
        get;
        init => field = value is { } ttl ? Guard.Ttl(ttl, nameof(NullTtl)) : null;
    }

    /// <summary>Gets what tells more tags from the value.</summary>
    /// <value>The default is none. A value for which it throws isn't stored.</value>
    public Func<object?, IEnumerable<string>>? TagsFrom { get; init; }

    /// <summary>Gets the tags by which the entry can be invalidated.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyCollection<string> Tags
    {
        get;
        init => field = Guard.Tags(value, nameof(Tags));
    } = [];

    /// <summary>Gets whether a <see langword="null"/> result is stored.</summary>
    /// <value>The default is <see langword="false"/>: the next call loads again.</value>
    public bool CacheNull { get; init; }

    /// <summary>Gets whether the call fails, instead of loading, when the backend gives no answer.</summary>
    /// <value>
    /// The default is <see langword="false"/>: it loads, and the value isn't stored. When it is <see langword="true"/>,
    /// the call throws a <see cref="CacheConnectionException"/>. A store that fails never fails a call.
    /// </value>
    public bool FailClosed { get; init; }

    /// <summary>Gets how long past its time to live the last value may be served when the load fails.</summary>
    /// <value>
    /// The default, <see langword="null"/>, takes the container's; zero is not at all. An invalidated value is never
    /// served.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than zero.</exception>
    public TimeSpan? StaleOnError
    {
        get;
        init => field = value is { } maxAge ? Guard.NotNegative(maxAge, nameof(StaleOnError)) : null;
    }

    /// <summary>Gets after how long the load is abandoned: its token is cancelled, and its value never stored.</summary>
    /// <value>
    /// The default, <see langword="null"/>, takes the container's; zero is never. Callers get a
    /// <see cref="CacheLoadTimeoutException"/>, or the last value with <see cref="StaleOnError"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than zero or more than 49 days.</exception>
    public TimeSpan? HardTimeout
    {
        get;
        init => field = value is { } timeout ? Guard.Timeout(timeout, nameof(HardTimeout)) : null;
    }

    /// <summary>Gets how long the call waits for the load when there is a last value to serve instead.</summary>
    /// <value>
    /// The default, <see langword="null"/>, takes the container's; zero is as long as it takes. It needs
    /// <see cref="StaleOnError"/>.
    /// </value>
    /// <remarks>
    /// The delegate then runs in the background, with a token of its own, and goes on when its caller is gone: it must not
    /// use anything of the caller's scope.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than zero or more than 49 days.</exception>
    public TimeSpan? SoftTimeout
    {
        get;
        init => field = value is { } timeout ? Guard.Timeout(timeout, nameof(SoftTimeout)) : null;
    }

    /// <summary>Gets after what part of its time to live a hit loads the entry anew, in the background.</summary>
    /// <value>The default, <see langword="null"/>, takes the container's; zero is never.</value>
    /// <remarks>
    /// The delegate of the call that hits then runs again, when that call has long returned, with a token of its own:
    /// it must not use anything of the caller's scope.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is less than zero, one or more, or no number.</exception>
    public double? RefreshAhead
    {
        get;
        init => field = value is { } fraction ? Guard.Fraction(fraction, nameof(RefreshAhead)) : null;
    }
}
