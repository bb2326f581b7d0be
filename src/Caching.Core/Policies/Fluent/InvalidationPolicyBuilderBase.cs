namespace Caching;

/// <summary>The settings that every invalidation has.</summary>
/// <typeparam name="TSelf">The builder itself, so that a chain keeps its type.</typeparam>
/// <remarks>
/// Used while a registration is written, on one thread. Values are checked when the container is built. Keys, tags,
/// patterns and entries are computed from the arguments as they were before the call.
/// </remarks>
public abstract class InvalidationPolicyBuilderBase<TSelf>
    where TSelf : InvalidationPolicyBuilderBase<TSelf>
{
    private protected InvalidationPolicyBuilderBase(InvalidationDraft draft)
    {
        Draft = draft;
    }

    internal InvalidationDraft Draft { get; }

    private TSelf Self => (TSelf)this;

    /// <summary>Invalidates every entry that carries one of the tags.</summary>
    /// <param name="tags">The tags; <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced.</param>
    /// <returns>This builder.</returns>
    public TSelf Tags(params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        Draft.Tags.AddRange(tags);
        return Self;
    }

    /// <summary>Invalidates every entry whose key matches a glob.</summary>
    /// <param name="pattern">
    /// The glob, matched after the application's prefix; <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced,
    /// encoded and escaped.
    /// </param>
    /// <returns>This builder.</returns>
    public TSelf Pattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Draft.Patterns.Add(pattern);
        return Self;
    }

    /// <summary>Invalidates exact keys, as cache-aside policies write them.</summary>
    /// <param name="keys">The keys; <c>{argument.Path}</c> and <c>{result.Path}</c> are replaced.</param>
    /// <returns>This builder.</returns>
    public TSelf Keys(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Draft.Keys.AddRange(keys);
        return Self;
    }

    /// <summary>Sets the prefix of the keys and patterns of this policy.</summary>
    /// <param name="prefix">Left out, keys have that of the service or container; a pattern has none.</param>
    /// <returns>This builder.</returns>
    public TSelf Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Draft.Prefix = prefix;
        return Self;
    }

    /// <summary>Chooses the backend whose entries are invalidated.</summary>
    /// <param name="name">Left out, it is the service's or the container's default backend.</param>
    /// <returns>This builder.</returns>
    public TSelf Backend(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Draft.Backend = name;
        return Self;
    }

    /// <summary>Invalidates before the call, whatever comes of it, instead of after success.</summary>
    /// <returns>This builder.</returns>
    public TSelf Before()
    {
        Draft.Before = true;
        return Self;
    }

    /// <summary>Makes what was invalidated refuse the stores of loads for a while.</summary>
    /// <param name="duration">
    /// How long: as long as the replicas that loads read from may lag behind. Left out, it is the container's; zero is not at all.
    /// </param>
    /// <returns>This builder.</returns>
    public TSelf FenceFor(TimeSpan duration)
    {
        Draft.FenceFor = duration;
        return Self;
    }

    /// <summary>Lets entries of another service be named.</summary>
    /// <typeparam name="TOther">The other service.</typeparam>
    /// <returns>The same policy, seen for <typeparamref name="TOther"/>.</returns>
    public InvalidationPolicyBuilder<TOther> Of<TOther>()
        where TOther : class => new(Draft);
}
