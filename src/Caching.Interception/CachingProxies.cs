using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Makes the proxies of one service: what is decided once per plan is decided here.</summary>
/// <remarks>Thread-safe. The proxied services are interfaces, and each proxy implements all of them.</remarks>
internal sealed class CachingProxies
{
    // The type cache belongs to the generator, so a second one would generate every proxy type again.
    private static readonly ProxyGenerator Generator = new();

    private readonly Lazy<Func<object, IInterceptor[], object>> _factory;

    public CachingProxies(IReadOnlyList<Type> services, ServicePlan plan)
    {
        NeedsScope = plan.Methods.Values.Any(method => method.NeedsScope);
        _factory = new(() => MakeFactory(services[0], [.. services.Skip(1)], plan));
    }

    /// <summary>Gets whether a method reads services of the scope that resolved the proxy.</summary>
    public bool NeedsScope { get; }

    /// <summary>Puts a proxy in front of a target.</summary>
    /// <param name="target">What the container made; may be a proxy itself.</param>
    /// <param name="scope">Resolves from the scope that resolved the proxy; needed only with <see cref="NeedsScope"/>.</param>
    /// <returns>The proxy.</returns>
    public object Wrap(object target, Func<Type, object>? scope = null) =>
        _factory.Value(target, NeedsScope && scope is not null ? [new ScopeCarrier(scope)] : []);

    // With target interface: one proxy type then serves every target type, and sealed interface members work.
    private static Func<object, IInterceptor[], object> MakeFactory(Type service, Type[] others, ServicePlan plan)
    {
        var hook = new PolicyHook(plan.Methods.Keys);
        var type = Generator.ProxyBuilder.CreateInterfaceProxyTypeWithTargetInterface(
            service,
            others,
            new ProxyGenerationOptions(hook) { Selector = StandInSelector.Instance }
        );
        var hits = HitMethod.Of(type, plan);
        var selector = new PlanSelector(new BoundPlan(plan));
        var constructor = ProxyConstructor.Of(
            HitProxyTypes.Of(type, hits),
            selector,
            [.. hits.Select(static hit => hit.Hits)]
        );
        if (constructor is not null)
        {
            return constructor.Invoke;
        }

        var options = new ProxyGenerationOptions(hook) { Selector = selector };
        return (target, interceptors) =>
            Generator.CreateInterfaceProxyWithTargetInterface(service, others, target, options, interceptors);
    }
}
