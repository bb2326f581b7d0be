using System.Collections.Concurrent;
using System.Reflection;

namespace Caching.Interception;

/// <summary>The interceptors of a plan, one per method, made when a method is first asked for.</summary>
internal sealed class BoundPlan(ServicePlan plan)
{
    private readonly ConcurrentDictionary<MethodInfo, Binding?> _bindings = new();

    /// <summary>Finds the interceptor of a method; a generic method may come closed or as its definition.</summary>
    /// <returns>The binding, or <see langword="null"/> when the method has no policy.</returns>
    public Binding? Find(MethodInfo method) =>
        _bindings.GetOrAdd(
            method.IsGenericMethod ? method.GetGenericMethodDefinition() : method,
            static (definition, plan) =>
                plan.Methods.TryGetValue(definition, out var methodPlan) && InterceptableMethod.IsSafe(definition)
                    ? new Binding(PlanInterceptors.Create(methodPlan), methodPlan.NeedsScope)
                    : null,
            plan
        );

    /// <summary>A method's interceptor.</summary>
    internal sealed class Binding(PlanInterceptor interceptor, bool needsScope)
    {
        /// <summary>Gets the interceptor that has no scope, as the list that Castle wants.</summary>
        public PlanInterceptor[] Shared { get; } = [interceptor];

        /// <summary>Gets whether the method needs the scope of the proxy.</summary>
        public bool NeedsScope { get; } = needsScope;
    }
}
