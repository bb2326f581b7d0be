using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Binds each method to the one interceptor of its plan; Castle asks once per proxy and method.</summary>
internal sealed class PlanSelector(ServicePlan plan) : IInterceptorSelector
{
    private static readonly IInterceptor[] None = [];

    private readonly ConcurrentDictionary<MethodInfo, IInterceptor[]> _shared = new();

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors)
    {
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        if (!plan.Methods.TryGetValue(definition, out var methodPlan))
        {
            return None;
        }

        var shared = _shared.GetOrAdd(
            definition,
            static (_, methodPlan) => [PlanInterceptors.Create(methodPlan)],
            methodPlan
        );
        return methodPlan.NeedsScope && interceptors is [ScopeCarrier carrier, ..]
            ? [((PlanInterceptor)shared[0]).WithScope(carrier.Scope)]
            : shared;
    }
}
