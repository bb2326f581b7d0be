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

    /// <summary>Reads the time to live of each result from it, or from the arguments.</summary>
    /// <param name="selector">
    /// A lambda with explicit parameter types, such as <c>(Token result) => result.ExpiresAt</c>. It returns a
    /// <see cref="TimeSpan"/> from now or a <see cref="DateTimeOffset"/>; a <see langword="null"/> of either takes the
    /// fixed time to live. Its parameters are the method's, by name; a parameter named <c>result</c> gets the result.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>A result whose time is over already isn't stored, and neither is one for which the selector throws.</remarks>
    /// <exception cref="ArgumentNullException">Thrown when <paramref name="selector"/> is <see langword="null"/>.</exception>
    public TSelf TtlFrom(Delegate selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        Draft.TtlFrom = new(selector, Declaring: null, Name: null);
        return Self;
    }

    /// <summary>Lets the time to live of each entry be shorter by chance, so that those stored together don't expire together.</summary>
    /// <param name="fraction">
    /// From 0 to 1: by which part it is shorter at the most; it is never longer. Left out, it is the service's or the
    /// container's, in the end none.
    /// </param>
    /// <returns>This builder.</returns>
    public TSelf Jitter(double fraction)
    {
        Draft.Jitter = fraction;
        return Self;
    }

    /// <summary>Ends entries that aren't hit for a time; the time to live remains the limit.</summary>
    /// <param name="window">
    /// Greater than zero and shorter than the time to live. Left out, it is the service's or the container's, in the end
    /// none: hits change nothing.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// A hit that would move the expiry by less than a sixteenth of the window may leave it where it is.
    /// </remarks>
    public TSelf Sliding(TimeSpan window)
    {
        Draft.Sliding = window;
        return Self;
    }

    /// <summary>Stores <see langword="null"/> results, for a time of their own.</summary>
    /// <param name="ttl">Greater than zero. Left out, a null that is stored lives as long as other results.</param>
    /// <returns>This builder.</returns>
    public TSelf NullTtl(TimeSpan ttl)
    {
        Draft.NullTtl = ttl;
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
