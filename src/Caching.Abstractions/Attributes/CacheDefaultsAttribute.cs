namespace Caching;

/// <summary>Sets what the policies of a type's methods take where they say nothing themselves.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class CacheDefaultsAttribute : Attribute
{
    /// <summary>Gets or sets the time to live, in seconds.</summary>
    /// <value>The default, <see cref="double.NaN"/>, takes the container's.</value>
    public double TtlSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets the part of the time to live, from 0 to 1, by which each entry's may be shorter.</summary>
    /// <value>The default, <see cref="double.NaN"/>, takes the container's.</value>
    public double Jitter { get; set; } = double.NaN;

    /// <summary>Gets or sets how many seconds without a hit end an entry, within its time to live.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the container's. Methods that write a shorter time to live don't slide.
    /// </value>
    public double SlidingSeconds { get; set; } = double.NaN;

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
    /// Gets or sets how long past its time to live the last value may be served when a load fails, in seconds.
    /// </summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the container's; zero is not at all. The entry is
    /// kept that much longer, as a miss for everything else; an invalidated value is never served. Less than zero is an
    /// error when the container is built.
    /// </value>
    public double StaleOnErrorSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets after how many seconds a load is abandoned.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the container's; zero is never. The method's token
    /// is cancelled, and its callers get a <see cref="CacheLoadTimeoutException"/> or the last value. Synchronous methods have none.
    /// </value>
    public double HardTimeoutSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets how many seconds a caller waits for a load when there is a last value to serve instead.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the container's; zero is as long as it takes. The load starts
    /// at once in the background, in a lifetime scope and with a token of its own, and goes on when the time is up. It needs
    /// <see cref="StaleOnErrorSeconds"/>; without a last value the method runs on its caller's stack. Synchronous methods
    /// have none, nor those that can't be called again in the background.
    /// </value>
    public double SoftTimeoutSeconds { get; set; } = double.NaN;

    /// <summary>
    /// Gets or sets whether instances that were resolved with parameters share entries all the same.
    /// </summary>
    /// <value>The default is <see langword="false"/>: such a resolve is an error, as no key sees the parameters.</value>
    public bool SharedAcrossInstances { get; set; }
}
