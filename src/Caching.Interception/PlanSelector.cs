using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Binds each method to the one interceptor of its plan; Castle asks once per proxy and method.</summary>
internal sealed class PlanSelector(BoundPlan plan) : IInterceptorSelector
{
    private static readonly IInterceptor[] None = [];

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors)
    {
        if (plan.Find(method) is not { } binding)
        {
            return None;
        }

        return binding.NeedsScope && interceptors is [ScopeCarrier carrier, ..]
            ? [binding.Shared[0].WithScope(carrier.Scope)]
            : binding.Shared;
    }
}
