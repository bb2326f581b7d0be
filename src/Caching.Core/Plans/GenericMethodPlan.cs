using System.Collections.Concurrent;
using System.Reflection;

namespace Caching;

/// <summary>The plan of a generic method, which is closed when it is first called with its type arguments.</summary>
internal sealed class GenericMethodPlan(MethodInfo method, MethodPolicy policy, Func<MethodInfo, MethodPlan> close)
    : MethodPlan(method, ReturnShapes.Of(method).Shape, ReturnShapes.Of(method).ResultType, policy)
{
    private readonly ConcurrentDictionary<MethodInfo, MethodPlan> _closed = [];

    public override CacheRegion? Region => null;

    public override PlanKey? Key => null;

    public override IReadOnlyList<string> TagShapes => [];

    public override IReadOnlyList<InvalidationPlan> Invalidations => [];

    public IEnumerable<MethodPlan> Closed => _closed.Values;

    /// <summary>Finds the plan for closed type arguments.</summary>
    /// <exception cref="CacheConfigurationException">Thrown when the policy can't work for these type arguments.</exception>
    public MethodPlan Close(MethodInfo closedMethod) => _closed.GetOrAdd(closedMethod, close);
}
