namespace Caching;

/// <summary>The settings that cached and cache-aside policies share.</summary>
/// <typeparam name="TSelf">The builder itself, so that a chain keeps its type.</typeparam>
public abstract class ReadThroughPolicyBuilder<TSelf> : StoringPolicyBuilder<TSelf>
    where TSelf : ReadThroughPolicyBuilder<TSelf>
{
    private protected ReadThroughPolicyBuilder(ReadPolicyKind kind)
        : base(kind) { }

    /// <summary>Sets the first part of the key, after the application's prefix.</summary>
    /// <param name="prefix">Left out, it is the service's or the container's, in the end <c>cache</c>.</param>
    /// <returns>This builder.</returns>
    public TSelf Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Draft.Prefix = prefix;
        return Self;
    }

    /// <summary>Chooses the backend that stores the results.</summary>
    /// <param name="name">Left out, it is the service's or the container's default backend.</param>
    /// <returns>This builder.</returns>
    public TSelf Backend(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Draft.Backend = name;
        return Self;
    }

    /// <summary>Adds tags to the stored entries.</summary>
    /// <param name="tags">The tags; <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced.</param>
    /// <returns>This builder.</returns>
    public TSelf Tags(params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        (Draft.Tags ??= []).AddRange(tags);
        return Self;
    }

    /// <summary>Reads more tags of each entry from its result, or from the arguments.</summary>
    /// <param name="selector">
    /// A lambda with explicit parameter types that returns texts, such as
    /// <c>(Order result) => result.Lines.Select(line => $"product:{line.ProductId}")</c>. Its parameters are the method's,
    /// by name; a parameter named <c>result</c> gets the result. <see langword="null"/> is no tag.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>A result for which it throws, or that it gives an empty tag, isn't stored.</remarks>
    /// <exception cref="ArgumentNullException">Thrown when <paramref name="selector"/> is <see langword="null"/>.</exception>
    public TSelf TagsFrom(Delegate selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        Draft.TagsFrom = new(selector, Declaring: null, Name: null);
        return Self;
    }

    /// <summary>Loads an entry anew, in the background, when a hit finds that much of its time to live gone.</summary>
    /// <param name="fraction">
    /// Between zero and one; zero for never. Left out, it is the service's or the container's, in the end never.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks><inheritdoc cref="ReadThroughAttribute.RefreshAhead" path="/remarks/node()"/></remarks>
    public TSelf RefreshAhead(double fraction)
    {
        Draft.RefreshAhead = fraction;
        return Self;
    }

    /// <summary>Sets whether a call fails, instead of running the method, when the backend gives no answer.</summary>
    /// <param name="failClosed">Left out of the policy, the method runs and its result isn't stored.</param>
    /// <returns>This builder.</returns>
    /// <remarks>The call throws a <see cref="CacheConnectionException"/>. A store that fails never fails a call.</remarks>
    public TSelf FailClosed(bool failClosed = true)
    {
        Draft.FailClosed = failClosed;
        return Self;
    }

    /// <summary>Sets how long past its time to live the last value may be served when a load fails.</summary>
    /// <param name="maxAge">Zero for not at all. Left out, it is the service's or the container's, in the end not at all.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The entry is kept that much longer, as a miss for everything else. An invalidated value is never served, nor is
    /// one to a caller that cancelled its load itself.
    /// </remarks>
    public TSelf StaleOnError(TimeSpan maxAge)
    {
        Draft.FailSafe.StaleOnError = maxAge;
        return Self;
    }

    /// <summary>Sets after how long a load is abandoned.</summary>
    /// <param name="timeout">
    /// Counted from the beginning of the method; zero for never. Left out, it is the service's or the container's, in the end never.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The method's token is cancelled, its result never stored, and its callers get a
    /// <see cref="CacheLoadTimeoutException"/>, or the last value with <see cref="StaleOnError"/>. On a synchronous method it is an error.
    /// </remarks>
    public TSelf HardTimeout(TimeSpan timeout)
    {
        Draft.FailSafe.HardTimeout = timeout;
        return Self;
    }

    /// <summary>Sets how long a caller waits for a load when there is a last value to serve instead.</summary>
    /// <param name="timeout">
    /// Zero for as long as it takes. Left out, it is the service's or the container's, in the end as long as it takes.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The load starts at once in the background, in a lifetime scope and with a token of its own, and goes on when the time
    /// is up. It needs <see cref="StaleOnError"/>; without a last value the method runs on its caller's stack. On a synchronous
    /// method it is an error, and where a parameter may change or end with its call.
    /// </remarks>
    public TSelf SoftTimeout(TimeSpan timeout)
    {
        Draft.FailSafe.SoftTimeout = timeout;
        return Self;
    }
}
