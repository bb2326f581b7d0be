using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Makes the proxies of one service: what is decided once per plan is decided here.</summary>
/// <remarks>Thread-safe. The proxied services are interfaces, and each proxy implements all of them.</remarks>
internal sealed class CachingProxies
{
    // The type cache belongs to the generator, so a second one would generate every proxy type again.
    private static readonly ProxyGenerator Generator = new();

    private readonly Type _service;
    private readonly Type[] _others;
    private readonly ProxyGenerationOptions _options;
    private readonly Lazy<Func<object, IInterceptor[], object>> _factory;

    public CachingProxies(IReadOnlyList<Type> services, ServicePlan plan)
    {
        _service = services[0];
        _others = [.. services.Skip(1)];
        NeedsScope = plan.Methods.Values.Any(method => method.NeedsScope);
        _options = new ProxyGenerationOptions(new PolicyHook(plan.Methods.Keys))
        {
            Selector = new PlanSelector(new BoundPlan(plan)),
        };
        _factory = new(MakeFactory);
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
    private Func<object, IInterceptor[], object> MakeFactory()
    {
        var type = Generator.ProxyBuilder.CreateInterfaceProxyTypeWithTargetInterface(_service, _others, _options);
        return ProxyConstructor.Of(type, _options.Selector) is { } constructor
            ? constructor.Invoke
            : (target, interceptors) =>
                Generator.CreateInterfaceProxyWithTargetInterface(_service, _others, target, _options, interceptors);
    }
}
