namespace Caching;

/// <summary>Invalidates entries after a method has succeeded.</summary>
/// <remarks>
/// Keys, tags and patterns are computed from the arguments as they were before the call. A method may carry several.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class InvalidateCacheAttribute : Attribute
{
    /// <summary>
    /// Gets or sets the glob of the keys to invalidate, matched after the application's prefix; <c>{argument.Path}</c>
    /// and <c>{result.Path}</c> are replaced, encoded and escaped.
    /// </summary>
    /// <value>The default is none.</value>
    public string? Pattern { get; set; }

    /// <summary>Gets or sets the exact keys to invalidate, as cache-aside policies write them.</summary>
    /// <value>The default is none.</value>
    public string[] Keys { get; set; } = [];

    /// <summary>Gets or sets the tags to invalidate; <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced.</summary>
    /// <value>The default is none.</value>
    public string[] Tags { get; set; } = [];

    /// <summary>Gets or sets the prefix of <see cref="Keys"/>, and of <see cref="Pattern"/> when it is set here.</summary>
    /// <value>The default for keys is that of the service or container; a pattern has none.</value>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the name of the backend whose entries are invalidated.</summary>
    /// <value>The default is that of the service, in the end the container's default backend.</value>
    public string? Backend { get; set; }

    /// <summary>Gets or sets whether to invalidate before the call, whatever comes of it, instead of after success.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Before { get; set; }

    /// <summary>
    /// Gets or sets for how many seconds what was invalidated refuses the stores of loads: as long as the replicas that
    /// loads read from may lag behind.
    /// </summary>
    /// <value>The default, <see cref="double.NaN"/>, takes the container's; zero is not at all.</value>
    public double FenceForSeconds { get; set; } = double.NaN;
}
