using System.Reflection;

namespace Caching;

/// <summary>The one place that says which policy has a method.</summary>
internal static class PolicyCatalog
{
    /// <summary>Decides every setting of every method of a registration.</summary>
    /// <remarks>Nothing is thrown for what a user wrote: all of it arrives in <paramref name="problems"/> together.</remarks>
    public static ServicePolicyTable Build(
        ServiceDescription description,
        ContainerDefaults defaults,
        ICollection<CachingProblem> problems
    ) =>
        new()
        {
            Methods = new Dictionary<MethodInfo, MethodPolicy>(),
            Identity = new(null, PolicySources.BuiltIn),
            SharedAcrossInstances = new(false, PolicySources.BuiltIn),
        };
}
