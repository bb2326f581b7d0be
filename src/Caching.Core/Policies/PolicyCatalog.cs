namespace Caching;

/// <summary>The one place that says which policy has a method.</summary>
/// <remarks>
/// Code goes before the attributes of the implementing method, those before the attributes of the interface's method,
/// those before what is said for the whole type, that before the container. Read policies of one kind merge setting by
/// setting, another kind replaces what is below it, invalidations add up.
/// </remarks>
internal sealed class PolicyCatalog
{
    private readonly FluentPolicies _fluent;
    private readonly ServiceDefaults _defaults;
    private readonly ICollection<CachingProblem> _problems;

    private PolicyCatalog(FluentPolicies fluent, ServiceDefaults defaults, ICollection<CachingProblem> problems)
    {
        _fluent = fluent;
        _defaults = defaults;
        _problems = problems;
    }

    /// <summary>Decides every setting of every method of a registration.</summary>
    /// <remarks>Nothing is thrown for what a user wrote: all of it arrives in <paramref name="problems"/> together.</remarks>
    public static ServicePolicyTable Build(
        ServiceDescription description,
        ContainerDefaults defaults,
        ICollection<CachingProblem> problems
    )
    {
        var methods = PolicyMethod.AllOf(description);
        var blocks = description.Fluent.Select(policies => policies.Draft).ToList();
        var fluent = new FluentPolicies(description, blocks, methods, problems);
        var service = new ServiceDefaults(description, blocks, defaults, problems);
        var catalog = new PolicyCatalog(fluent, service, problems);
        return new()
        {
            Methods = methods.Select(catalog.Decide).OfType<MethodPolicy>().ToDictionary(policy => policy.Method),
            Identity = service.Identity,
            SharedAcrossInstances = service.SharedAcrossInstances,
        };
    }

    private MethodPolicy? Decide(PolicyMethod method)
    {
        var report = method.Report(_problems);
        var reads = Reads(method, report);
        var invalidations = Invalidations(method, report);
        var varyBy = method.Levels.SelectMany(level => AttributeDrafts.VaryBy(level, report)).ToList();
        if (reads.Count == 0 && varyBy.Count > 0)
        {
            report.Add(
                $"[VaryBy] ({varyBy[0].Source}) does nothing on a method that isn't cached.",
                "Take it off, or give the method a Cached, CacheAside or Memoize policy."
            );
        }

        if ((reads.Count == 0 && invalidations.Count == 0) || !SignatureRules.Check(method, report))
        {
            return null;
        }

        var policy = new MethodPolicy
        {
            Method = method.Method,
            Read = ReadPolicies.Decide(method, reads, _defaults, report),
            Invalidations =
            [
                .. invalidations.Select(draft => InvalidationPolicies.Decide(method, draft, _defaults, report)),
            ],
            VaryBy = reads.Count == 0 ? [] : VaryBy(method, reads, varyBy),
        };
        policy = BackgroundRules.Check(policy, report);
        return policy is { Read: null, Invalidations: [] } ? null : policy;
    }

    private IReadOnlyList<ReadPolicyDraft> Reads(PolicyMethod method, ProblemReport report) =>
        ReadPolicies.Effective(
            [_fluent.Reads(method), .. method.Levels.Select(level => AttributeDrafts.Reads(level, report))],
            report
        );

    private List<InvalidationDraft> Invalidations(PolicyMethod method, ProblemReport report)
    {
        List<InvalidationDraft> drafts =
        [
            .. _fluent.Invalidations(method),
            .. method.Levels.SelectMany(level => AttributeDrafts.Invalidations(level, report)),
        ];
        foreach (var draft in drafts)
        {
            DraftRules.Check(draft, report);
        }

        return drafts;
    }

    private IReadOnlyList<VaryBySource> VaryBy(
        PolicyMethod method,
        IReadOnlyList<ReadPolicyDraft> reads,
        List<VaryBySource> attributes
    ) =>
        VaryBySources.Distinct([
            .. _defaults.VaryBy(method),
            .. reads.SelectMany(draft => draft.VaryBy),
            .. attributes,
        ]);
}
