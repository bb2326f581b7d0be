namespace Caching;

/// <summary>Says what the policies of a service take where they say nothing themselves.</summary>
public sealed class ServiceDefaultsBuilder
{
    private readonly DefaultsDraft _draft;

    internal ServiceDefaultsBuilder(DefaultsDraft draft)
    {
        _draft = draft;
    }

    /// <summary>Sets the time to live.</summary>
    /// <param name="ttl">Greater than zero. Left out, it is the container's.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Ttl(TimeSpan ttl)
    {
        _draft.Ttl = ttl;
        return this;
    }

    /// <summary>Lets the time to live of each entry be shorter by chance, so that those stored together don't expire together.</summary>
    /// <param name="fraction">From 0 to 1: by which part it is shorter at the most. Left out, it is the container's.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Jitter(double fraction)
    {
        _draft.Jitter = fraction;
        return this;
    }

    /// <summary>Ends entries that aren't hit for a time; their time to live remains the limit.</summary>
    /// <param name="window">
    /// Greater than zero. Left out, it is the container's. Methods that write a shorter time to live don't slide.
    /// </param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Sliding(TimeSpan window)
    {
        _draft.Sliding = window;
        return this;
    }

    /// <summary>Sets the first part of the keys, after the application's prefix.</summary>
    /// <param name="prefix">Left out, it is the container's.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        _draft.Prefix = prefix;
        return this;
    }

    /// <summary>Chooses the backend.</summary>
    /// <param name="name">Left out, it is the container's default backend.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Backend(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _draft.Backend = name;
        return this;
    }

    /// <summary>Sets how long past its time to live the last value may be served when a load fails.</summary>
    /// <param name="maxAge">Zero for not at all. Left out, it is the container's, in the end not at all.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The entry is kept that much longer, as a miss for everything else. An invalidated value is never served, nor is
    /// one to a caller that cancelled its load itself.
    /// </remarks>
    public ServiceDefaultsBuilder StaleOnError(TimeSpan maxAge)
    {
        _draft.FailSafe.StaleOnError = maxAge;
        return this;
    }

    /// <summary>Sets after how long a load is abandoned.</summary>
    /// <param name="timeout">
    /// Counted from the beginning of the method; zero for never. Left out, it is the container's, in the end never.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The method's token is cancelled, its result never stored, and its callers get a
    /// <see cref="CacheLoadTimeoutException"/>, or the last value with <see cref="StaleOnError"/>. Synchronous methods have none.
    /// </remarks>
    public ServiceDefaultsBuilder HardTimeout(TimeSpan timeout)
    {
        _draft.FailSafe.HardTimeout = timeout;
        return this;
    }

    /// <summary>Sets how long a caller waits for a load when there is a last value to serve instead.</summary>
    /// <param name="timeout">
    /// Zero for as long as it takes. Left out, it is the container's, in the end as long as it takes.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The load starts at once in the background, in a lifetime scope and with a token of its own, and goes on when the time
    /// is up. It needs <see cref="StaleOnError"/>; without a last value the method runs on its caller's stack. Synchronous
    /// methods have none, nor those that can't be called again in the background.
    /// </remarks>
    public ServiceDefaultsBuilder SoftTimeout(TimeSpan timeout)
    {
        _draft.FailSafe.SoftTimeout = timeout;
        return this;
    }

    /// <summary>Loads entries anew, in the background, when a hit finds that much of their time to live gone.</summary>
    /// <param name="fraction">Between zero and one; zero for never. Left out, it is the container's, in the end never.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Methods that can't be called again in the background are left out.</remarks>
    public ServiceDefaultsBuilder RefreshAhead(double fraction)
    {
        _draft.RefreshAhead = fraction;
        return this;
    }
}
