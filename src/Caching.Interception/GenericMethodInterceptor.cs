using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A generic method: each closing has a plan, and so an interceptor, of its own.</summary>
internal sealed class GenericMethodInterceptor : PlanInterceptor
{
    private readonly ConcurrentDictionary<MethodInfo, PlanInterceptor> _closed;
    private readonly Func<MethodInfo, PlanInterceptor> _close;

    public GenericMethodInterceptor(GenericMethodPlan plan)
        : base(scope: null)
    {
        _closed = new ConcurrentDictionary<MethodInfo, PlanInterceptor>();
        _close = method => PlanInterceptors.Create(plan.Close(method));
    }

    private GenericMethodInterceptor(GenericMethodInterceptor shared, Func<Type, object> scope)
        : base(scope)
    {
        _closed = shared._closed;
        _close = shared._close;
    }

    public override void Intercept(IInvocation invocation)
    {
        var interceptor = _closed.GetOrAdd(invocation.Method, _close);
        (Scope is null ? interceptor : interceptor.WithScope(Scope)).Intercept(invocation);
    }

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new GenericMethodInterceptor(this, scope);
}
