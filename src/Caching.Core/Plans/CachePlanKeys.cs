using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Finds the plan of a call and lets it write the key.</summary>
internal sealed class CachePlanKeys(PlanRegistry registry, ApplicationPrefix prefix) : ICacheKeys
{
    public string For<TService>(
        Expression<Func<TService, object?>> call,
        object? serviceKey = null,
        IReadOnlyList<object?>? varyBy = null
    )
    {
        ArgumentNullException.ThrowIfNull(call);
        var (method, arguments) = Read(call.Body);
        var plan = Find(typeof(TService), method, serviceKey);
        if (plan.Policy.VaryBy.Count != (varyBy?.Count ?? 0))
        {
            throw Problem(
                method,
                $"varies by {plan.Policy.VaryBy.Count} values, but {varyBy?.Count ?? 0} were given.",
                $"Give {nameof(varyBy)} one value each for: {string.Join(", ", plan.Policy.VaryBy.Select(source => source.Name))}."
            );
        }

        var key = plan.Key!.ToText(arguments, varyBy?.ToArray() ?? []);
        return key[prefix.Head.Length..];
    }

    private MethodPlan Find(Type service, MethodInfo method, object? serviceKey)
    {
        var plans = registry
            .Plans.Where(plan => plan.Offers(service))
            .Where(plan => serviceKey is null || plan.Description.ServiceKeys.Contains(serviceKey))
            .Select(plan => PlanRegistry.Find(plan, method))
            .Where(plan => plan?.Policy.Read is { Kind: not ReadPolicyKind.Memoize })
            .ToArray();
        return plans.Length switch
        {
            1 => plans[0]!,
            0 => throw Problem(
                method,
                "has no key: no registration of the service caches it, or it is memoized.",
                "Name a cached method, and the service key of a keyed registration."
            ),
            _ => throw Problem(
                method,
                $"is cached by {plans.Length} registrations of the service.",
                $"Name the one that is meant by its {nameof(serviceKey)}."
            ),
        };
    }

    private static (MethodInfo Method, object?[] Arguments) Read(Expression call)
    {
        while (call is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            call = convert.Operand;
        }

        return call switch
        {
            MethodCallExpression made => (made.Method, [.. made.Arguments.Select(Evaluate)]),
            MemberExpression { Member: PropertyInfo { GetMethod: { } getter } } => (getter, []),
            _ => throw new ArgumentException(
                $"\"{call}\" is no call of the service; write c => c.Method(arguments).",
                nameof(call)
            ),
        };
    }

    private static object? Evaluate(Expression argument) =>
        argument switch
        {
            ConstantExpression constant => constant.Value,
            MethodCallExpression { Method.DeclaringType: var owner } when owner == typeof(Arg) =>
                throw new ArgumentException(
                    $"\"{argument}\" stands for any value, but a key has exact ones; write the value.",
                    nameof(argument)
                ),
            _ => Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile()(),
        };

    private static CacheConfigurationException Problem(MethodInfo method, string what, string wayOut) =>
        new([new(FriendlyNames.Of(method), what, wayOut)]);
}
