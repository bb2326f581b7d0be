using Caching.Interception;

namespace Caching.Registration;

/// <summary>What was planned for one component.</summary>
/// <param name="Plan">Its plan; <see langword="null"/> when it couldn't be planned at all.</param>
/// <param name="Proxies">Makes its proxies; <see langword="null"/> when there is nothing to cache.</param>
/// <param name="Problems">What keeps it from working.</param>
internal sealed record CachedComponent(
    ServicePlan? Plan,
    CachingProxies? Proxies,
    IReadOnlyList<CachingProblem> Problems
)
{
    /// <summary>Gets what looks at the instances; <see langword="null"/> without a plan.</summary>
    public InstanceTypes? Instances { get; } = Plan is null ? null : new InstanceTypes(Plan);
}
