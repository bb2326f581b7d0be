using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A method that returns nothing: it only invalidates.</summary>
internal sealed class VoidInterceptor(MethodPlan<NoResult> plan, Func<Type, object>? scope) : PlanInterceptor(scope)
{
    public override void Intercept(IInvocation invocation) =>
        plan.Execute(invocation.Arguments, Scope, new Target(invocation));

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new VoidInterceptor(plan, scope);

    private readonly struct Target(IInvocation invocation) : ISyncTarget<NoResult>
    {
        public NoResult Invoke()
        {
            invocation.Proceed();
            return default;
        }
    }
}
