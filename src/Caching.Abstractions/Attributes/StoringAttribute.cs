namespace Caching;

/// <summary>The settings that every policy which stores results shares.</summary>
public abstract class StoringAttribute : Attribute
{
    /// <summary>Gets or sets the time to live of a stored result, in seconds.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's; a memoized result never expires.
    /// Zero or less is an error when the container is built.
    /// </value>
    public double TtlSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets the part of the time to live, from 0 to 1, by which each entry's may be shorter.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's, in the end none. With 0.1 entries
    /// live between 90 % of the time to live and all of it, so that those stored together don't expire together.
    /// </value>
    public double Jitter { get; set; } = double.NaN;

    /// <summary>Gets or sets how many seconds without a hit end an entry; its time to live remains the limit.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's, in the end none: hits change
    /// nothing. As long as the time to live, or longer, is an error when the container is built.
    /// </value>
    public double SlidingSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets the time to live of a stored <see langword="null"/>, in seconds; implies <see cref="CacheNull"/>.</summary>
    /// <value>The default, <see cref="double.NaN"/>, is that of other results.</value>
    public double NullTtlSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets what tells the time to live of each result.</summary>
    /// <value>
    /// The default, <see langword="null"/>, is the fixed one. Either a path, such as <c>{result.ExpiresIn}</c>, or the
    /// name of a static method, found as that of <see cref="Unless"/> is. It gives a <see cref="TimeSpan"/> from now or a
    /// <see cref="DateTimeOffset"/>; <see langword="null"/> takes the fixed time to live. A result whose time is over
    /// already isn't stored.
    /// </value>
    public string? TtlFrom { get; set; }

    /// <summary>Gets or sets the parameters that are no part of the key, by name or by index from zero.</summary>
    /// <value>The default is none. Cancellation tokens and progress reporters never are.</value>
    public object[] SkipArguments { get; set; } = [];

    /// <summary>Gets or sets whether a <see langword="null"/> result is stored.</summary>
    /// <value>The default is <see langword="false"/>: the next call loads again.</value>
    public bool CacheNull { get; set; }

    /// <summary>
    /// Gets or sets the name of a static method that says for which arguments the cache is used at all.
    /// </summary>
    /// <value>
    /// The default, <see langword="null"/>, uses it for all. The method stands on the type that carries this attribute,
    /// returns <see cref="bool"/> and takes some of the method's parameters, bound by name.
    /// </value>
    public string? When { get; set; }

    /// <summary>Gets or sets the name of a static method that says which results aren't stored.</summary>
    /// <value>
    /// The default, <see langword="null"/>, stores all. The method is found as that of <see cref="When"/> is; a
    /// parameter named <c>result</c> gets the result.
    /// </value>
    public string? Unless { get; set; }
}
