using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Takes a call from Castle to its plan and the plan's answer back, in one shape of return.</summary>
/// <remarks>Without a scope it is shared by all proxies; it has no state but its plan.</remarks>
internal abstract class PlanInterceptor(Func<Type, object>? scope) : IInterceptor
{
    /// <summary>Gets what resolves from the scope that resolved the proxy, where the plan needs that.</summary>
    protected Func<Type, object>? Scope { get; } = scope;

    public abstract void Intercept(IInvocation invocation);

    /// <summary>Makes an interceptor of the same plan for one proxy.</summary>
    public abstract PlanInterceptor WithScope(Func<Type, object> scope);
}
