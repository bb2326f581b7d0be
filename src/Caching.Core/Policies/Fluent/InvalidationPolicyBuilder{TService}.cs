using System.Linq.Expressions;

namespace Caching;

/// <summary>Says what a call invalidates, with entries named by calls of a service's methods.</summary>
/// <typeparam name="TService">The service whose entries are named.</typeparam>
/// <remarks>
/// The outer parameters of <c>Entry</c> and <c>Entries</c> are the first parameters of the invalidating method, by
/// position: <c>(int id) => p => p.FindAsync(id, default)</c>.
/// </remarks>
public sealed class InvalidationPolicyBuilder<TService>
    : InvalidationPolicyBuilderBase<InvalidationPolicyBuilder<TService>>
    where TService : class
{
    internal InvalidationPolicyBuilder()
        : base(new(PolicySources.Fluent)) { }

    internal InvalidationPolicyBuilder(InvalidationDraft draft)
        : base(draft) { }

    /// <summary>Invalidates the one entry of a call.</summary>
    /// <param name="call">A call or property of the service, every argument given.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entry(Expression<Func<TService, object?>> call) =>
        Add(call, exact: true);

    /// <summary>Invalidates the one entry of a call.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service, every argument given.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entry<T1>(
        Expression<Func<T1, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: true);

    /// <summary>Invalidates the one entry of a call.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service, every argument given.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entry<T1, T2>(
        Expression<Func<T1, T2, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: true);

    /// <summary>Invalidates the one entry of a call.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <typeparam name="T3">The type of parameter 3 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service, every argument given.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entry<T1, T2, T3>(
        Expression<Func<T1, T2, T3, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: true);

    /// <summary>Invalidates the one entry of a call.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <typeparam name="T3">The type of parameter 3 of the invalidating method.</typeparam>
    /// <typeparam name="T4">The type of parameter 4 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service, every argument given.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entry<T1, T2, T3, T4>(
        Expression<Func<T1, T2, T3, T4, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: true);

    /// <summary>Invalidates the entries of all calls that look like this one.</summary>
    /// <param name="call">A call or property of the service; <see cref="Arg.Any{T}"/> stands for every value.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entries(Expression<Func<TService, object?>> call) =>
        Add(call, exact: false);

    /// <summary>Invalidates the entries of all calls that look like this one.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service; <see cref="Arg.Any{T}"/> stands for every value.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entries<T1>(
        Expression<Func<T1, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: false);

    /// <summary>Invalidates the entries of all calls that look like this one.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service; <see cref="Arg.Any{T}"/> stands for every value.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entries<T1, T2>(
        Expression<Func<T1, T2, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: false);

    /// <summary>Invalidates the entries of all calls that look like this one.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <typeparam name="T3">The type of parameter 3 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service; <see cref="Arg.Any{T}"/> stands for every value.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entries<T1, T2, T3>(
        Expression<Func<T1, T2, T3, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: false);

    /// <summary>Invalidates the entries of all calls that look like this one.</summary>
    /// <typeparam name="T1">The type of parameter 1 of the invalidating method.</typeparam>
    /// <typeparam name="T2">The type of parameter 2 of the invalidating method.</typeparam>
    /// <typeparam name="T3">The type of parameter 3 of the invalidating method.</typeparam>
    /// <typeparam name="T4">The type of parameter 4 of the invalidating method.</typeparam>
    /// <param name="call">A call or property of the service; <see cref="Arg.Any{T}"/> stands for every value.</param>
    /// <returns>This builder.</returns>
    public InvalidationPolicyBuilder<TService> Entries<T1, T2, T3, T4>(
        Expression<Func<T1, T2, T3, T4, Expression<Func<TService, object?>>>> call
    ) => Add(call, exact: false);

    private InvalidationPolicyBuilder<TService> Add(LambdaExpression call, bool exact)
    {
        ArgumentNullException.ThrowIfNull(call);
        Draft.Targets.Add(new(typeof(TService), call, exact));
        return this;
    }
}
