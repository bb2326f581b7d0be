namespace Caching;

/// <summary>Sets what the policies of a type's methods take where they say nothing themselves.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class CacheDefaultsAttribute : Attribute
{
    /// <summary>Gets or sets the time to live, in seconds.</summary>
    /// <value>The default, <see cref="double.NaN"/>, takes the container's.</value>
    public double TtlSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets the first part of the keys, after the application's prefix.</summary>
    /// <value>The default takes the container's.</value>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the name of the backend.</summary>
    /// <value>The default takes the container's.</value>
    public string? Backend { get; set; }

    /// <summary>Gets or sets after what part of its time to live an entry is loaded anew, in the background, by a hit.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the container's; zero is never. Methods that can't be called again in
    /// the background are left out.
    /// </value>
    public double RefreshAhead { get; set; } = double.NaN;

    /// <summary>
    /// Gets or sets whether instances that were resolved with parameters share entries all the same.
    /// </summary>
    /// <value>The default is <see langword="false"/>: such a resolve is an error, as no key sees the parameters.</value>
    public bool SharedAcrossInstances { get; set; }
}
