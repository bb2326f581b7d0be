using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>A method whose value task has no result: it only invalidates.</summary>
internal sealed class ValueTaskInterceptor(MethodPlan<NoResult> plan, Func<Type, object>? scope)
    : PlanInterceptor(scope)
{
    public override void Intercept(IInvocation invocation) =>
        invocation.ReturnValue = new ValueTask(
            plan.ExecuteAsync(invocation.Arguments, Scope, new Target(new AsyncProceed(invocation))).AsTask()
        );

    public override PlanInterceptor WithScope(Func<Type, object> scope) => new ValueTaskInterceptor(plan, scope);

    private readonly struct Target(AsyncProceed proceed) : IAsyncTarget<NoResult>
    {
        public async Task<NoResult> InvokeAsync()
        {
            await proceed.Invoke<ValueTask>().ConfigureAwait(false);
            return default;
        }

        // Nothing is loaded here.
        public Task<NoResult> InvokeAsync(CancellationToken token) => InvokeAsync();
    }
}
