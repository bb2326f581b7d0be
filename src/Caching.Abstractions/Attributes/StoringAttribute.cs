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
