using Castle.DynamicProxy;

namespace Caching.Benchmarks.Contenders;

/// <summary>The least that a Castle proxy can cost.</summary>
public sealed class NoOpProxy : IInterceptor
{
    private static readonly ProxyGenerator Generator = new();

    public void Intercept(IInvocation invocation) => invocation.Proceed();

    public static TService Around<TService>(TService target)
        where TService : class => Around(target, new NoOpProxy());

    public static TService Around<TService>(TService target, IInterceptor interceptor)
        where TService : class => Generator.CreateInterfaceProxyWithTargetInterface(target, interceptor);
}
