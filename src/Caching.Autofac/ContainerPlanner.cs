using Autofac.Core;

namespace Caching.Registration;

/// <summary>Plans every registration of a container and collects every problem.</summary>
internal sealed class ContainerPlanner(CachingSetup setup)
{
    private readonly ComponentPlanner _planner = new(setup);
    private readonly List<CachingProblem> _problems = [];
    private readonly HashSet<CachingMark> _scanned = [];
    private readonly HashSet<Type> _intercepted = [];

    public IReadOnlyList<CachingProblem> Plan(IComponentRegistry root)
    {
        foreach (var registration in root.Registrations.ToArray())
        {
            Plan(registration, root);
        }

        _problems.AddRange(setup.Runtime.Options.Policies.SelectMany(Check));
        _problems.AddRange(MarkedRegistrations.Check(root.Properties));
        _problems.AddRange(_scanned.SelectMany(UnusedPolicies));
        _problems.AddRange(setup.Runtime.Validate(isComplete: !MarkedRegistrations.HasSource(root.Properties)));
        return [.. _problems.Distinct()];
    }

    private void Plan(IComponentRegistration registration, IComponentRegistry root)
    {
        if (CachingMark.Of(registration) is { } mark)
        {
            var component = _planner.Plan(registration, mark, root);
            mark.Components[registration] = component;
            _problems.AddRange(component.Problems);
            if (mark.Style == MarkedStyle.Scanning)
            {
                _scanned.Add(mark);
            }
        }
        else if (UnmarkedComponents.IsIntercepted(registration))
        {
            PlanIntercepted(new ComponentFacts(registration), root);
        }
        else if (setup.Unmarked.Check(registration) is { } problem)
        {
            _problems.Add(problem);
        }
    }

    // The plain interceptor sees the implementation type only, so two registrations of it would share their entries.
    private void PlanIntercepted(ComponentFacts facts, IComponentRegistry root)
    {
        var plan = setup.Interceptors.Plan(facts.LimitType);
        _problems.AddRange(plan.Problems);
        ContextChecks.Check(plan, facts, root, _problems);
        if (!_intercepted.Add(facts.LimitType))
        {
            _problems.Add(
                new CachingProblem(
                    FriendlyNames.Of(facts.LimitType),
                    "is registered twice with CachingInterceptor, which couldn't tell the two apart.",
                    "Use EnableCaching instead, with a key or Identity where instances differ."
                )
            );
        }
    }

    // Whose proxies something else makes isn't known here, so that its first call would be the first to say it.
    private IReadOnlyList<CachingProblem> Check(ServicePolicies policies) =>
        _intercepted.Any(policies.Draft.Service!.IsAssignableFrom) ? [] : setup.Interceptors.Check(policies);

    private static IEnumerable<CachingProblem> UnusedPolicies(CachingMark mark) =>
        mark
            .Policies.Where(policies => !IsUsed(mark, policies))
            .Select(policies => new CachingProblem(
                FriendlyNames.Of(policies.Service),
                "has policies, but scanning found no component that is registered as that service.",
                "Register one, or remove the policies."
            ));

    private static bool IsUsed(CachingMark mark, MarkedPolicies policies) =>
        mark.Components.Keys.Any(component => new ComponentFacts(component).Contracts.Any(policies.AppliesTo));
}
