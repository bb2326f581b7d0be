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
}
