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
}
