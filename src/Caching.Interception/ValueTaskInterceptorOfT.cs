using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A method that returns its value in a value task.</summary>
internal sealed class ValueTaskInterceptor<T>(MethodPlan<T> plan, Func<Type, object>? scope) : PlanInterceptor(scope)
{
    public override void Intercept(IInvocation invocation)
    {
        if (plan.FindHit(invocation.Arguments) is { } entry)
        {
            invocation.ReturnValue = entry.BoxedValueTask;
            return;
        }

        Miss(invocation);
    }

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new ValueTaskInterceptor<T>(plan, scope);

    private void Miss(IInvocation invocation) =>
        Return(invocation, plan.ExecuteAsync(invocation.Arguments, Scope, new Target(new AsyncProceed(invocation))));

    private static void Return(IInvocation invocation, ValueTask<T> task) => invocation.ReturnValue = task;

    private readonly struct Target(AsyncProceed proceed) : IAsyncTarget<T>
    {
        // A value task may be consumed once only: here, and what came of it is kept as a task.
        public Task<T> InvokeAsync() => proceed.Invoke<ValueTask<T>>().AsTask();

        public Task<T> InvokeAsync(CancellationToken token) => proceed.Invoke<ValueTask<T>>(token).AsTask();
    }
}
