using System.Linq.Expressions;

namespace Caching;

/// <summary>The settings that every policy which stores results shares.</summary>
/// <typeparam name="TSelf">The builder itself, so that a chain keeps its type.</typeparam>
/// <remarks>Used while a registration is written, on one thread. Values are checked when the container is built.</remarks>
public abstract class StoringPolicyBuilder<TSelf>
    where TSelf : StoringPolicyBuilder<TSelf>
{
    private protected StoringPolicyBuilder(ReadPolicyKind kind)
    {
        Draft = new(kind, PolicySources.Fluent);
    }

    internal ReadPolicyDraft Draft { get; }

    private protected TSelf Self => (TSelf)this;

    /// <summary>Sets the time to live of a stored result.</summary>
    /// <param name="ttl">
    /// Greater than zero. Left out, it is the service's or the container's; a memoized result never expires.
    /// </param>
    /// <returns>This builder.</returns>
    public TSelf Ttl(TimeSpan ttl)
    {
        Draft.Ttl = ttl;
        return Self;
    }

    /// <summary>Sets whether a <see langword="null"/> result is stored.</summary>
    /// <param name="cacheNull">Left out of the policy, it isn't: the next call loads again.</param>
    /// <returns>This builder.</returns>
    public TSelf CacheNull(bool cacheNull = true)
    {
        Draft.CacheNull = cacheNull;
        return Self;
    }

    /// <summary>Uses the cache only for arguments that pass a test.</summary>
    /// <param name="predicate">
    /// A lambda with explicit parameter types that returns <see cref="bool"/>. Its parameters are the method's, by name.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">Thrown when <paramref name="predicate"/> is <see langword="null"/>.</exception>
    public TSelf When(Delegate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        Draft.When = new(predicate, Declaring: null, Name: null);
        return Self;
    }

    /// <summary>Doesn't store results that pass a test.</summary>
    /// <param name="predicate">
    /// A lambda with explicit parameter types that returns <see cref="bool"/>. Its parameters are the method's, by name;
    /// a parameter named <c>result</c> gets the result.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">Thrown when <paramref name="predicate"/> is <see langword="null"/>.</exception>
    public TSelf Unless(Delegate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        Draft.Unless = new(predicate, Declaring: null, Name: null);
        return Self;
    }

    /// <summary>Makes a value that is no argument (tenant, user, culture) a part of the key.</summary>
    /// <typeparam name="TContext">The service that knows the value; resolved from the scope that resolved the proxy.</typeparam>
    /// <param name="value">Reads the value, such as <c>c => c.TenantId</c>; called once per call.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">Thrown when <paramref name="value"/> is <see langword="null"/>.</exception>
    public TSelf VaryBy<TContext>(Expression<Func<TContext, object?>> value)
        where TContext : notnull
    {
        Draft.VaryBy.Add(VaryBySources.From(value, PolicySources.Fluent));
        return Self;
    }
}
