using System.Reflection;

namespace Caching;

/// <summary>A method of a contract, with everything that attributes say about it.</summary>
internal sealed class PolicyMethod
{
    private PolicyMethod(MethodInfo method, string where, IReadOnlyList<AttributeLevel> levels)
    {
        Method = method;
        Where = where;
        Levels = levels;
        Parameters = method.GetParameters();
    }

    public MethodInfo Method { get; }

    /// <summary>Gets the method as messages name it; with its parameters where there are overloads.</summary>
    public string Where { get; }

    /// <summary>Gets the attributes, those of the implementation before those of the interface.</summary>
    public IReadOnlyList<AttributeLevel> Levels { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Gets the methods of the contracts and of what they inherit, each once.</summary>
    public static IReadOnlyList<PolicyMethod> AllOf(ServiceDescription description)
    {
        var implementations = new ImplementationMap(description.Implementation);
        var methods = description
            .Contracts.Where(contract => contract.IsInterface)
            .SelectMany(contract => contract.GetInterfaces().Prepend(contract))
            .Distinct()
            .SelectMany(MethodsOf)
            .ToList();
        var overloaded = methods
            .GroupBy(method => (method.DeclaringType, method.Name))
            .Where(overloads => overloads.Skip(1).Any())
            .Select(overloads => overloads.Key)
            .ToHashSet();
        return
        [
            .. methods.Select(method => new PolicyMethod(
                method,
                overloaded.Contains((method.DeclaringType, method.Name))
                    ? $"{FriendlyNames.Of(method.DeclaringType!)}.{FriendlyNames.Signature(method)}"
                    : FriendlyNames.Of(method),
                AttributeLevel.AllOf(method, implementations.Find(method))
            )),
        ];
    }

    public ProblemReport Report(ICollection<CachingProblem> problems) => new(problems, Where);

    // A private method of an interface is a helper, or overrides an inherited one, which is listed itself.
    private static IEnumerable<MethodInfo> MethodsOf(Type contract) =>
        contract
            .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method is { IsVirtual: true, IsPrivate: false });
}
