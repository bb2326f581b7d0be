namespace Caching;

/// <summary>The settings that <see cref="CachedAttribute"/> and <see cref="CacheAsideAttribute"/> share.</summary>
public abstract class ReadThroughAttribute : StoringAttribute
{
    /// <summary>Gets or sets the first part of the key, after the application's prefix.</summary>
    /// <value>The default is that of the service or container, in the end <c>cache</c>.</value>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the name of the backend that stores the results.</summary>
    /// <value>The default is that of the service, in the end the container's default backend.</value>
    public string? Backend { get; set; }

    /// <summary>
    /// Gets or sets the tags of the stored entries. <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced.
    /// </summary>
    /// <value>The default is no tag.</value>
    public string[] Tags { get; set; } = [];

    /// <summary>Gets or sets whether a call fails, instead of running the method, when the backend gives no answer.</summary>
    /// <value>
    /// The default is <see langword="false"/>: the method runs, and its result isn't stored. When it is
    /// <see langword="true"/>, such a call throws a <see cref="CacheConnectionException"/>: for methods whose target
    /// can't bear every call. A store that fails never fails a call, and a backend in this process always answers.
    /// </value>
    public bool FailClosed { get; set; }

    /// <summary>
    /// Gets or sets how long past its time to live the last value may be served when a load fails, in seconds.
    /// </summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's; zero is not at all. The entry is
    /// kept that much longer, as a miss for everything else; an invalidated value is never served. Less than zero is an
    /// error when the container is built.
    /// </value>
    public double StaleOnErrorSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets after how many seconds a load is abandoned.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's; zero is never. The method's token
    /// is cancelled, and its callers get a <see cref="CacheLoadTimeoutException"/> or the last value. On a synchronous method it is an error.
    /// </value>
    public double HardTimeoutSeconds { get; set; } = double.NaN;

    /// <summary>Gets or sets how many seconds a caller waits for a load when there is a last value to serve instead.</summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's; zero is as long as it takes. The load starts
    /// at once in the background, in a lifetime scope and with a token of its own, and goes on when the time is up. It needs
    /// <see cref="StaleOnErrorSeconds"/>; without a last value the method runs on its caller's stack. On a synchronous
    /// method it is an error, and where a parameter may change or end with its call.
    /// </value>
    public double SoftTimeoutSeconds { get; set; } = double.NaN;

    /// <summary>
    /// Gets or sets after what part of its time to live an entry is loaded anew by a hit: 0.8 is when four fifths are over.
    /// </summary>
    /// <value>
    /// The default, <see cref="double.NaN"/>, takes the service's or the container's; zero is never. Less than zero, one
    /// or more is an error when the container is built.
    /// </value>
    /// <remarks>
    /// The hit is answered at once; the load runs in the background, one per key, in a lifetime scope and with a token
    /// and a deadline of its own. A load that fails changes nothing. Parameters must be of types that can't change
    /// (numbers, text, enums, dates, ids); a method that varies by the caller's scope or invalidates can't have it.
    /// </remarks>
    public double RefreshAhead { get; set; } = double.NaN;
}
