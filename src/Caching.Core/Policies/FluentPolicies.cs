using System.Reflection;

namespace Caching;

/// <summary>What code says, by method.</summary>
internal sealed class FluentPolicies
{
    private readonly Dictionary<MethodInfo, List<ReadPolicyDraft>> _reads = [];
    private readonly Dictionary<MethodInfo, List<InvalidationDraft>> _invalidations = [];

    public FluentPolicies(
        ServiceDescription description,
        IReadOnlyList<ServiceDraft> blocks,
        IReadOnlyList<PolicyMethod> methods,
        ICollection<CachingProblem> problems
    )
    {
        var chooser = new MethodChooser(description, methods);
        foreach (var block in blocks.Where(block => chooser.Exposes(block, problems)))
        {
            Spread(block.Reads, _reads, choice => chooser.Choose(choice, block, problems));
            Spread(block.Invalidations, _invalidations, choice => chooser.Choose(choice, block, problems));
        }
    }

    public IReadOnlyList<ReadPolicyDraft> Reads(PolicyMethod method) => _reads.GetValueOrDefault(method.Method) ?? [];

    public IReadOnlyList<InvalidationDraft> Invalidations(PolicyMethod method) =>
        _invalidations.GetValueOrDefault(method.Method) ?? [];

    private static void Spread<T>(
        List<(MethodChoice Method, T Policy)> written,
        Dictionary<MethodInfo, List<T>> byMethod,
        Func<MethodChoice, IReadOnlyList<PolicyMethod>> choose
    )
    {
        foreach (var (choice, policy) in written)
        {
            foreach (var method in choose(choice))
            {
                if (!byMethod.TryGetValue(method.Method, out var policies))
                {
                    policies = [];
                    byMethod.Add(method.Method, policies);
                }

                policies.Add(policy);
            }
        }
    }
}
