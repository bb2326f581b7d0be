using System.Collections.Concurrent;

namespace Caching.Registration;

/// <summary>Looks at what a registration makes: a lambda that is typed as its interface doesn't tell before.</summary>
/// <remarks>Thread-safe. Once an instance is known, the next ones of its type cost a comparison.</remarks>
internal sealed class InstanceTypes(ServicePlan plan)
{
    private readonly ConcurrentDictionary<Type, CachingProblem?> _examined = new();
    private Type? _first;

    /// <summary>Says what keeps an instance from being cached by the plan, if something does.</summary>
    public CachingProblem? Check(object instance)
    {
        var type = instance.GetType();
        return type == Volatile.Read(ref _first) ? null : _examined.GetOrAdd(type, Examine);
    }

    private CachingProblem? Examine(Type type)
    {
        if (
            PolicyAttributes.FindBeyond(plan.Description.Implementation, type, plan.Description.Contracts) is { } member
        )
        {
            return new CachingProblem(
                FriendlyNames.Of(type),
                $"carries a policy ({Name(member)}) that its registration couldn't see, because that says only "
                    + $"{FriendlyNames.Of(plan.Description.Implementation)}.",
                $"Let the registration say the type, as in Register(_ => new {FriendlyNames.Of(type)}(...))"
                    + $".As<{FriendlyNames.Of(plan.Description.Contracts[0])}>(), or put the policy on the interface."
            );
        }

        var first = Interlocked.CompareExchange(ref _first, type, null) ?? type;
        return first == type || plan.HasIdentity || plan.Methods.Values.All(method => method.Policy.Read is null)
            ? null
            : new CachingProblem(
                FriendlyNames.Of(plan.Description.Contracts[0]),
                $"was made as {FriendlyNames.Of(first)} and now as {FriendlyNames.Of(type)} by one registration: they "
                    + $"would answer with each other's results, which all belong to \"{plan.Owner}\".",
                "Register each type, or write a registration with an Identity(\"...\") for each; one Identity for both "
                    + "says that they share."
            );
    }

    private static string Name(System.Reflection.MemberInfo member) =>
        member is Type type ? FriendlyNames.Of(type) : $"{FriendlyNames.Of(member.DeclaringType!)}.{member.Name}";
}
