using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>The plans of the plain interceptor: one per implementation type, made when it is first seen.</summary>
internal sealed class InterceptorPlans(CachingRuntime runtime)
{
    private readonly ConcurrentDictionary<(Type, MethodInfo), BoundPlan.Binding?> _bindings = new();
    private readonly Dictionary<Type, (ServicePlan Plan, BoundPlan Bound)> _plans = [];
    private readonly object _gate = new();

    /// <summary>Finds the interceptor of a call; <see langword="null"/> when it has no policy.</summary>
    public BoundPlan.Binding? Find(IInvocation invocation) =>
        _bindings.GetOrAdd(
            (invocation.TargetType ?? invocation.Method.DeclaringType!, invocation.Method),
            static (key, plans) => plans.Bind(key.Item1, key.Item2),
            this
        );

    /// <summary>Plans an implementation, before its first call.</summary>
    public ServicePlan Plan(Type implementation) => Planned(implementation).Plan;

    /// <summary>Says what can't work of policies whose implementation nobody knows yet.</summary>
    public IReadOnlyList<CachingProblem> Check(ServicePolicies policies)
    {
        var service = policies.Draft.Service!;
        var plan = runtime.Plan(
            new ServiceDescription
            {
                Contracts = [service],
                Implementation = service,
                Fluent = [policies],
            }
        );
        runtime.Release(plan);
        return plan.Problems;
    }

    private BoundPlan.Binding? Bind(Type implementation, MethodInfo method)
    {
        var (plan, bound) = Planned(implementation);
        if (plan.Problems.Count > 0)
        {
            throw new CacheConfigurationException(plan.Problems);
        }

        return bound.Find(InterfaceMethod(implementation, method)) ?? NothingToDo(implementation, method);
    }

    // Nothing says whether an interface's method is meant, so what the attributes of another one want is never guessed.
    private static BoundPlan.Binding? NothingToDo(Type implementation, MethodInfo method) =>
        AttributeLevel.AllOf(method, method).Count == 0
            ? null
            : throw new CacheConfigurationException([
                new CachingProblem(
                    FriendlyNames.Of(method),
                    "carries a policy, but is no method of an interface that "
                        + $"{FriendlyNames.Of(implementation)} implements, so CachingInterceptor doesn't carry it out.",
                    "Declare the method on an interface of the class, or remove the attribute."
                ),
            ]);

    private (ServicePlan Plan, BoundPlan Bound) Planned(Type implementation)
    {
        lock (_gate)
        {
            if (!_plans.TryGetValue(implementation, out var planned))
            {
                var contracts = Contracts(implementation);
                var plan = runtime.Plan(
                    new ServiceDescription
                    {
                        Contracts = contracts,
                        Implementation = implementation,
                        Fluent = [.. runtime.Options.Policies.Where(policies => AppliesTo(policies, contracts))],
                    }
                );
                if (plan.Methods.Count == 0)
                {
                    // Nobody finds anything in it, and reports needn't name it.
                    runtime.Release(plan);
                }

                planned = (plan, new BoundPlan(plan));
                _plans.Add(implementation, planned);
            }

            return planned;
        }
    }

    private static bool AppliesTo(ServicePolicies policies, Type[] contracts) =>
        policies.Draft.Service is not { } service || contracts.Any(service.IsAssignableFrom);

    // The framework's own interfaces carry no policies.
    private static Type[] Contracts(Type implementation) =>
        [
            .. implementation
                .GetInterfaces()
                .Concat(implementation.IsInterface ? [implementation] : [])
                .Where(static type => type.Assembly != typeof(object).Assembly),
        ];

    // A class proxy hands over the method of the class; plans know the interface's.
    private static MethodInfo InterfaceMethod(Type implementation, MethodInfo method)
    {
        if (method.DeclaringType is not { IsInterface: false })
        {
            return method;
        }

        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        return implementation
                .GetInterfaces()
                .Select(implementation.GetInterfaceMap)
                .SelectMany(static map => map.InterfaceMethods.Zip(map.TargetMethods))
                .Where(pair => pair.Second.GetBaseDefinition() == definition.GetBaseDefinition())
                .Select(static pair => pair.First)
                .FirstOrDefault()
            ?? method;
    }
}
