using Castle.DynamicProxy;

namespace Caching.Benchmarks;

/// <summary>The least that a Castle proxy can cost.</summary>
public sealed class NoOpInterceptor : IInterceptor
{
    public void Intercept(IInvocation invocation) => invocation.Proceed();
}
