using System.Reflection;

namespace Caching;

/// <summary>The plans of one registration.</summary>
internal sealed class ServicePlan(
    ServiceDescription description,
    string owner,
    bool hasIdentity,
    IReadOnlyDictionary<MethodInfo, MethodPlan> methods,
    bool isShared,
    IReadOnlyList<CachingProblem> problems
)
{
    public ServiceDescription Description { get; } = description;

    /// <summary>Gets what tells its entries from those of another registration of the same interface.</summary>
    public string Owner { get; } = owner;

    /// <summary>Gets whether the user named the owner, and so says with whom entries are shared.</summary>
    public bool HasIdentity { get; } = hasIdentity;

    /// <summary>Gets the plans by interface method; generic methods by definition.</summary>
    public IReadOnlyDictionary<MethodInfo, MethodPlan> Methods { get; } = methods;

    public IReadOnlyList<CachingProblem> Problems { get; } = problems;

    /// <summary>Gets whether it may be resolved with parameters, which no key sees.</summary>
    public bool AllowsParameters { get; } =
        isShared || methods.Values.All(plan => plan.Policy.Read is null || plan.NeedsScope);

    public bool Offers(Type service) => Description.Contracts.Any(service.IsAssignableFrom);
}
