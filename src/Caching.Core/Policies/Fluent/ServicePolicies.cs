using System.Linq.Expressions;

namespace Caching;

/// <summary>The policies of a service, in code, by the names of its methods.</summary>
/// <remarks>
/// A name stands for all overloads. What is said here goes before every attribute. Used while a registration is
/// written, on one thread; checked when the container is built.
/// </remarks>
public class ServicePolicies
{
    internal ServicePolicies()
        : this(service: null) { }

    private protected ServicePolicies(Type? service)
    {
        Draft = new(service);
    }

    internal ServiceDraft Draft { get; }

    /// <summary>Answers the calls of a method from the cache.</summary>
    /// <param name="method">The method's or property's name.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies Cached(string method, Action<CachedPolicyBuilder>? configure = null)
    {
        AddCached(MethodChoice.Named(method), configure);
        return this;
    }

    /// <summary>Answers the calls of a method from the cache under a key of one's own.</summary>
    /// <param name="method">The method's or property's name.</param>
    /// <param name="key">The key, such as <c>product:{id}</c>; holes are encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies CacheAside(string method, string key, Action<CacheAsidePolicyBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        AddCacheAside(MethodChoice.Named(method), key, source: null, configure);
        return this;
    }

    /// <summary>Remembers the results of a method in this process.</summary>
    /// <param name="method">The method's or property's name.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies Memoize(string method, Action<MemoizePolicyBuilder>? configure = null)
    {
        AddMemoize(MethodChoice.Named(method), configure);
        return this;
    }

    /// <summary>Invalidates entries after a method has succeeded.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="configure">Says which entries.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies InvalidateCache(string method, Action<InvalidationPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new InvalidationPolicyBuilder();
        configure(builder);
        Draft.Invalidations.Add((MethodChoice.Named(method), builder.Draft));
        return this;
    }

    /// <summary>Says what the policies of this service take where they say nothing themselves.</summary>
    /// <param name="configure">Says it.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies Defaults(Action<ServiceDefaultsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(new(Draft.Defaults));
        return this;
    }

    /// <summary>Makes a value that is no argument (tenant, user, culture) a part of every key of this service.</summary>
    /// <typeparam name="TContext">The service that knows the value; resolved from the scope that resolved the proxy.</typeparam>
    /// <param name="value">Reads the value, such as <c>c => c.TenantId</c>; called once per call.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies VaryBy<TContext>(Expression<Func<TContext, object?>> value)
        where TContext : notnull
    {
        Draft.VaryBy.Add(VaryBySources.From(value, PolicySources.Fluent));
        return this;
    }

    /// <summary>Replaces the implementation in the keys, so that implementations share entries or stay apart.</summary>
    /// <param name="identity">A name that is unique among the registrations that shall stay apart.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies Identity(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Draft.Identity = identity;
        return this;
    }

    /// <summary>Lets instances that were resolved with parameters share entries.</summary>
    /// <returns>These policies.</returns>
    public ServicePolicies SharedAcrossInstances()
    {
        Draft.Defaults.SharedAcrossInstances = true;
        return this;
    }

    private protected void AddCached(MethodChoice method, Action<CachedPolicyBuilder>? configure)
    {
        var builder = new CachedPolicyBuilder();
        configure?.Invoke(builder);
        Draft.Reads.Add((method, builder.Draft));
    }

    private protected void AddCacheAside(
        MethodChoice method,
        string? key,
        KeySource? source,
        Action<CacheAsidePolicyBuilder>? configure
    )
    {
        var builder = new CacheAsidePolicyBuilder();
        configure?.Invoke(builder);
        builder.Draft.KeyTemplate = key;
        builder.Draft.Key = source;
        Draft.Reads.Add((method, builder.Draft));
    }

    private protected void AddMemoize(MethodChoice method, Action<MemoizePolicyBuilder>? configure)
    {
        var builder = new MemoizePolicyBuilder();
        configure?.Invoke(builder);
        Draft.Reads.Add((method, builder.Draft));
    }
}
