namespace Caching;

/// <summary>How <see cref="ICacheService.GetOrCreateAsync{T}"/> stores what it loads.</summary>
public sealed record CacheLoadOptions
{
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
