using System.Linq.Expressions;

namespace Caching;

/// <summary>The policies of a service, in code, with its methods named by calls: <c>p => p.FindAsync(default)</c>.</summary>
/// <typeparam name="TService">The service.</typeparam>
/// <remarks>
/// Calls are read, never run; their arguments only choose the overload, so <c>default</c> and
/// <see cref="Arg.Any{T}"/> do. A generic method stands for all its closings.
/// </remarks>
public sealed class ServicePolicies<TService> : ServicePolicies
    where TService : class
{
    internal ServicePolicies()
        : base(typeof(TService)) { }

    /// <summary>Answers the calls of a method from the cache.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> Cached<TResult>(
        Expression<Func<TService, TResult>> method,
        Action<CachedPolicyBuilder>? configure = null
    )
    {
        AddCached(MethodChoice.Called(method), configure);
        return this;
    }

    /// <summary>Answers the calls of a method from the cache under a key of one's own.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, such as <c>product:{id}</c>; holes are encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<TResult>(
        Expression<Func<TService, TResult>> method,
        string key,
        Action<CacheAsidePolicyBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(key);
        AddCacheAside(MethodChoice.Called(method), key, source: null, configure);
        return this;
    }

    /// <summary>Answers the calls of a method from the cache under a key made of no argument.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Answers the calls of a method from the cache under a key made of its first argument.</summary>
    /// <typeparam name="T1">The type of argument 1.</typeparam>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<T1, TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector<T1> key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Answers the calls of a method from the cache under a key made of its first two arguments.</summary>
    /// <typeparam name="T1">The type of argument 1.</typeparam>
    /// <typeparam name="T2">The type of argument 2.</typeparam>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<T1, T2, TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector<T1, T2> key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Answers the calls of a method from the cache under a key made of its first three arguments.</summary>
    /// <typeparam name="T1">The type of argument 1.</typeparam>
    /// <typeparam name="T2">The type of argument 2.</typeparam>
    /// <typeparam name="T3">The type of argument 3.</typeparam>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<T1, T2, T3, TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector<T1, T2, T3> key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Answers the calls of a method from the cache under a key made of its first four arguments.</summary>
    /// <typeparam name="T1">The type of argument 1.</typeparam>
    /// <typeparam name="T2">The type of argument 2.</typeparam>
    /// <typeparam name="T3">The type of argument 3.</typeparam>
    /// <typeparam name="T4">The type of argument 4.</typeparam>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<T1, T2, T3, T4, TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector<T1, T2, T3, T4> key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Answers the calls of a method from the cache under a key made of its first five arguments.</summary>
    /// <typeparam name="T1">The type of argument 1.</typeparam>
    /// <typeparam name="T2">The type of argument 2.</typeparam>
    /// <typeparam name="T3">The type of argument 3.</typeparam>
    /// <typeparam name="T4">The type of argument 4.</typeparam>
    /// <typeparam name="T5">The type of argument 5.</typeparam>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="key">The key, as an interpolated string; each hole is encoded and escaped.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> CacheAside<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<TService, TResult>> method,
        KeySelector<T1, T2, T3, T4, T5> key,
        Action<CacheAsidePolicyBuilder>? configure = null
    ) => AddCacheAside(MethodChoice.Called(method), key, configure);

    /// <summary>Remembers the results of a method in this process.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method, or the property.</param>
    /// <param name="configure">Says how; left out, everything has its default.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> Memoize<TResult>(
        Expression<Func<TService, TResult>> method,
        Action<MemoizePolicyBuilder>? configure = null
    )
    {
        AddMemoize(MethodChoice.Called(method), configure);
        return this;
    }

    /// <summary>Invalidates entries after a method has succeeded.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="method">A call of the method.</param>
    /// <param name="configure">Says which entries.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> InvalidateCache<TResult>(
        Expression<Func<TService, TResult>> method,
        Action<InvalidationPolicyBuilder<TService>> configure
    ) => AddInvalidation(MethodChoice.Called(method), configure);

    /// <summary>Invalidates entries after a method that returns nothing has succeeded.</summary>
    /// <param name="method">A call of the method.</param>
    /// <param name="configure">Says which entries.</param>
    /// <returns>These policies.</returns>
    public ServicePolicies<TService> InvalidateCache(
        Expression<Action<TService>> method,
        Action<InvalidationPolicyBuilder<TService>> configure
    ) => AddInvalidation(MethodChoice.Called(method), configure);

    /// <inheritdoc cref="ServicePolicies.Cached(string, Action{CachedPolicyBuilder}?)"/>
    public new ServicePolicies<TService> Cached(string method, Action<CachedPolicyBuilder>? configure = null)
    {
        base.Cached(method, configure);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.CacheAside(string, string, Action{CacheAsidePolicyBuilder}?)"/>
    public new ServicePolicies<TService> CacheAside(
        string method,
        string key,
        Action<CacheAsidePolicyBuilder>? configure = null
    )
    {
        base.CacheAside(method, key, configure);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.Memoize(string, Action{MemoizePolicyBuilder}?)"/>
    public new ServicePolicies<TService> Memoize(string method, Action<MemoizePolicyBuilder>? configure = null)
    {
        base.Memoize(method, configure);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.InvalidateCache(string, Action{InvalidationPolicyBuilder})"/>
    public ServicePolicies<TService> InvalidateCache(
        string method,
        Action<InvalidationPolicyBuilder<TService>> configure
    ) => AddInvalidation(MethodChoice.Named(method), configure);

    /// <inheritdoc cref="ServicePolicies.Defaults"/>
    public new ServicePolicies<TService> Defaults(Action<ServiceDefaultsBuilder> configure)
    {
        base.Defaults(configure);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.VaryBy{TContext}"/>
    public new ServicePolicies<TService> VaryBy<TContext>(Expression<Func<TContext, object?>> value)
        where TContext : notnull
    {
        base.VaryBy(value);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.Identity"/>
    public new ServicePolicies<TService> Identity(string identity)
    {
        base.Identity(identity);
        return this;
    }

    /// <inheritdoc cref="ServicePolicies.SharedAcrossInstances"/>
    public new ServicePolicies<TService> SharedAcrossInstances()
    {
        base.SharedAcrossInstances();
        return this;
    }

    private ServicePolicies<TService> AddCacheAside(
        MethodChoice method,
        Delegate selector,
        Action<CacheAsidePolicyBuilder>? configure
    )
    {
        ArgumentNullException.ThrowIfNull(selector);
        AddCacheAside(method, key: null, CacheKeySources.From(selector), configure);
        return this;
    }

    private ServicePolicies<TService> AddInvalidation(
        MethodChoice method,
        Action<InvalidationPolicyBuilder<TService>> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new InvalidationPolicyBuilder<TService>();
        configure(builder);
        Draft.Invalidations.Add((method, builder.Draft));
        return this;
    }
}
