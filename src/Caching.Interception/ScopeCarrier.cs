using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Takes a proxy's scope to the selector, through the list of interceptors; never runs itself.</summary>
internal sealed class ScopeCarrier(Func<Type, object> scope) : IInterceptor
{
    public Func<Type, object> Scope { get; } = scope;

    public void Intercept(IInvocation invocation) => invocation.Proceed();
}
