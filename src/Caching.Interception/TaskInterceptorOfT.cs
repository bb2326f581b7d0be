using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A method that returns its value in a task.</summary>
internal sealed class TaskInterceptor<T>(MethodPlan<T> plan, Func<Type, object>? scope) : PlanInterceptor(scope)
{
    public override void Intercept(IInvocation invocation)
    {
        if (plan.FindHit(invocation.Arguments) is { } entry)
        {
            invocation.ReturnValue = entry.Task;
            return;
        }

        Miss(invocation);
    }

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new TaskInterceptor<T>(plan, scope);

    private void Miss(IInvocation invocation) =>
        invocation.ReturnValue = plan.ExecuteAsync(
                invocation.Arguments,
                Scope,
                new Target(new AsyncProceed(invocation))
            )
            .AsTask();

    private readonly struct Target(AsyncProceed proceed) : IAsyncTarget<T>
    {
        public Task<T> InvokeAsync() => proceed.Invoke<Task<T>>();

        public Task<T> InvokeAsync(CancellationToken token) => proceed.Invoke<Task<T>>(token);
    }
}
