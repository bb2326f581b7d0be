using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A method or property that returns its value.</summary>
internal sealed class SyncInterceptor<T>(MethodPlan<T> plan, Func<Type, object>? scope) : PlanInterceptor(scope)
{
    public override void Intercept(IInvocation invocation)
    {
        if (plan.FindHit(invocation.Arguments) is { } entry)
        {
            invocation.ReturnValue = entry.Boxed;
            return;
        }

        Miss(invocation);
    }

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new SyncInterceptor<T>(plan, scope);

    private void Miss(IInvocation invocation) =>
        invocation.ReturnValue = plan.Execute(invocation.Arguments, Scope, new Target(invocation));

    private readonly struct Target(IInvocation invocation) : ISyncTarget<T>
    {
        public T Invoke()
        {
            invocation.Proceed();
            return (T)invocation.ReturnValue!;
        }
    }
}
