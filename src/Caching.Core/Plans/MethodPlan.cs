using System.Reflection;

namespace Caching;

/// <summary>Everything that is decided about one method before its first call.</summary>
internal abstract class MethodPlan(MethodInfo method, ReturnShape shape, Type resultType, MethodPolicy policy)
{
    /// <summary>Gets the interface's method; closed, except in a <see cref="GenericMethodPlan"/>.</summary>
    public MethodInfo Method { get; } = method;

    public ReturnShape Shape { get; } = shape;

    /// <summary>Gets what it returns, unwrapped from its task; <see cref="NoResult"/> where there is nothing.</summary>
    public Type ResultType { get; } = resultType;

    public MethodPolicy Policy { get; } = policy;

    /// <summary>Gets whether calls read values from the scope that resolved the proxy.</summary>
    public bool NeedsScope => Policy.VaryBy.Count > 0;

    public string Name { get; } = MethodSignature.Contract(method) + "." + method.Name;

    /// <summary>Gets the region that its results are stored in, when they are.</summary>
    public abstract CacheRegion? Region { get; }

    /// <summary>Gets how its keys are written, when it has some.</summary>
    public abstract PlanKey? Key { get; }

    /// <summary>Gets globs that the tags of its entries match.</summary>
    public abstract IReadOnlyList<string> TagShapes { get; }

    public abstract IReadOnlyList<InvalidationPlan> Invalidations { get; }

    /// <summary>Makes what answers calls before anything is made of their arguments; <see langword="null"/> when nothing can.</summary>
    public virtual DirectHits? DirectHits() => null;
}
