using Autofac.Core;

namespace Caching.Registration;

/// <summary>Plans every registration of a container and collects every problem.</summary>
internal sealed class ContainerPlanner(ComponentPlanner planner, CachingSetup setup)
{
    private readonly HashSet<Type> _intercepted = [];

    public IReadOnlyList<CachingProblem> Plan(
        IReadOnlyList<IComponentRegistration> registrations,
        IComponentRegistry root
    )
    {
        var problems = new List<CachingProblem>();
        var scanned = new HashSet<CachingMark>();
        foreach (var registration in registrations)
        {
            if (CachingMark.Of(registration) is { } mark)
            {
                var component = planner.Plan(registration, mark, root);
                mark.Components[registration] = component;
                problems.AddRange(component.Problems);
                _ = mark.Style == MarkedStyle.Scanning && scanned.Add(mark);
            }
            else if (UnmarkedComponents.IsIntercepted(registration))
            {
                CheckIntercepted(registration, problems);
            }
            else if (UnmarkedComponents.Check(registration) is { } problem)
            {
                problems.Add(problem);
            }
        }

        problems.AddRange(scanned.SelectMany(UnusedPolicies));
        problems.AddRange(setup.Runtime.Validate());
        return [.. problems.Distinct()];
    }

    // The plain interceptor sees the implementation type only, so two registrations of it would share their entries.
    private void CheckIntercepted(IComponentRegistration registration, List<CachingProblem> problems)
    {
        var implementation = registration.Activator.LimitType;
        problems.AddRange(setup.Interceptors.Plan(implementation));
        if (!_intercepted.Add(implementation))
        {
            problems.Add(
                new CachingProblem(
                    FriendlyNames.Of(implementation),
                    "is registered twice with CachingInterceptor, which couldn't tell the two apart.",
                    "Use EnableCaching instead, with a key or Identity where instances differ."
                )
            );
        }
    }

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
