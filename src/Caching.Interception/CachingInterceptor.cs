using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>All policies as one plain interceptor, for proxies that something else makes.</summary>
/// <remarks>
/// For <c>.EnableInterfaceInterceptors().InterceptedBy(typeof(CachingInterceptor))</c> of Autofac.Extras.DynamicProxy.
/// It takes attributes and the policies that <see cref="CachingBuilder.Policies"/> was given. It looks its plan up on
/// each call and tells implementations apart by their types only; <c>EnableCaching</c> is faster and knows keyed services
/// and parameters. Thread-safe.
/// </remarks>
public sealed class CachingInterceptor : IInterceptor
{
    private readonly InterceptorPlans _plans;
    private readonly Func<Type, object> _scope;

    internal CachingInterceptor(InterceptorPlans plans, Func<Type, object> scope)
    {
        _plans = plans;
        _scope = scope;
    }

    /// <summary>Answers a call from the cache, or lets it proceed and does what its policies say.</summary>
    /// <param name="invocation">The call.</param>
    /// <exception cref="CacheConfigurationException">Thrown when a policy of the called service can't work.</exception>
    public void Intercept(IInvocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        if (_plans.Find(invocation) is not { } binding)
        {
            invocation.Proceed();
            return;
        }

        var interceptor = binding.Shared[0];
        (binding.NeedsScope ? interceptor.WithScope(_scope) : interceptor).Intercept(invocation);
    }
}
