using System.Reflection;
using Autofac;
using Autofac.Core;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>Plans one marked registration and says what keeps it from working.</summary>
internal sealed class ComponentPlanner(CachingSetup setup)
{
    /// <summary>Plans a component.</summary>
    /// <param name="registration">The registration itself, not a child scope's wrapper of it.</param>
    /// <param name="mark">Its mark.</param>
    /// <param name="registry">The registry in which the services that keys vary by are looked up.</param>
    /// <param name="owner">The child scope that owns the registration; <see langword="null"/> for the container.</param>
    /// <returns>The plan, the proxies and the problems.</returns>
    public CachedComponent Plan(
        IComponentRegistration registration,
        CachingMark mark,
        IComponentRegistry registry,
        ILifetimeScope? owner = null
    )
    {
        var facts = new ComponentFacts(registration);
        var problems = new List<CachingProblem>();
        if (facts.Contracts.Count == 0)
        {
            CheckClassesOnly(facts, mark, problems);
            return new CachedComponent(Plan: null, Proxies: null, problems);
        }

        var policies = mark.Policies.Where(policies => facts.Contracts.Any(policies.AppliesTo)).ToArray();
        if (mark.Style == MarkedStyle.Single)
        {
            CheckServices(facts, mark.Policies.Except(policies), problems);
        }

        var source = SourceOf(registration, mark, owner);
        var plan = setup.Runtime.Plan(Describe(facts, source, policies));
        problems.AddRange(plan.Problems);
        problems.AddRange(OtherPolicies(facts));
        problems.AddRange(PolicyAttributes.FindStray(facts.Implementation).Select(Stray));
        if (mark.Style == MarkedStyle.Single && plan.Methods.Count == 0 && problems.Count == 0)
        {
            problems.Add(NoPolicy(facts));
        }

        if (plan.Methods.Count > 0 || problems.Count > 0)
        {
            CheckProxy(facts, mark, problems);
            ContextChecks.Check(plan, facts, registry, problems);
        }

        var proxies = plan.Methods.Count > 0 && problems.Count == 0 ? new CachingProxies(facts.Contracts, plan) : null;
        return new CachedComponent(plan, proxies, problems);
    }

    private static ServiceDescription Describe(
        ComponentFacts facts,
        IServiceSource? source,
        IEnumerable<MarkedPolicies> policies
    ) =>
        new()
        {
            Contracts = facts.Contracts,
            Implementation = facts.Implementation,
            ServiceKeys = facts.ServiceKeys,
            Source = source,
            Fluent = [.. policies.Select(policies => policies.Policies)],
        };

    // An adapter is made anew for each scope, and a service for any key doesn't say which.
    private ComponentSource? SourceOf(IComponentRegistration registration, CachingMark mark, ILifetimeScope? owner) =>
        mark.Style == MarkedStyle.Adapter
        || registration.Services.OfType<KeyedService>().Any(service => Equals(service.ServiceKey, KeyedService.AnyKey))
            ? null
            : new ComponentSource(registration, () => owner ?? setup.Root);

    // Both would apply to the same service, and only one is carried out here.
    private IEnumerable<CachingProblem> OtherPolicies(ComponentFacts facts) =>
        setup
            .Runtime.Options.Policies.Select(policies => policies.Draft.Service!)
            .Where(service => facts.Contracts.Any(service.IsAssignableFrom))
            .Select(service => new CachingProblem(
                FriendlyNames.Of(service),
                "has policies in AddCaching, which are for CachingInterceptor, but is registered with EnableCaching, "
                    + "which doesn't take them.",
                "Write them at EnableCaching."
            ));

    private static void CheckProxy(ComponentFacts facts, CachingMark mark, List<CachingProblem> problems)
    {
        foreach (var contract in facts.Contracts)
        {
            ProxyableService.Check(contract, problems);
        }

        foreach (var type in facts.Classes)
        {
            problems.Add(ClassService(type));
        }

        if (mark.HasOnRelease)
        {
            problems.Add(
                new CachingProblem(
                    facts.Where,
                    "has an OnRelease handler, which would be handed the proxy in place of the instance when its scope ends.",
                    "Implement IDisposable on the instance, or remove OnRelease or EnableCaching."
                )
            );
        }
    }

    private static void CheckClassesOnly(ComponentFacts facts, CachingMark mark, List<CachingProblem> problems)
    {
        var wanted =
            mark.Style != MarkedStyle.Scanning || facts.Classes.Any(type => PolicyAttributes.FindIn(type) is not null);
        if (wanted)
        {
            problems.AddRange(facts.Classes.Select(ClassService));
        }
    }

    private static void CheckServices(
        ComponentFacts facts,
        IEnumerable<MarkedPolicies> unused,
        List<CachingProblem> problems
    ) =>
        problems.AddRange(
            unused.Select(policies => new CachingProblem(
                FriendlyNames.Of(policies.Service),
                $"has policies, but {FriendlyNames.Of(facts.LimitType)} isn't registered as that service.",
                $"Add .As<{FriendlyNames.Of(policies.Service)}>(), or write the policies for "
                    + $"{string.Join(" or ", facts.Contracts.Select(FriendlyNames.Of))}."
            ))
        );

    private static CachingProblem NoPolicy(ComponentFacts facts) =>
        new(
            facts.Where,
            $"has EnableCaching, but no method of it has a policy, neither by attribute on it or on "
                + $"{FriendlyNames.Of(facts.Implementation)} nor in code, so it does nothing.",
            "Add a policy, or remove EnableCaching."
                + (facts.LimitType.IsInterface ? " Attributes of a class count where the lambda says the class." : "")
        );

    private static CachingProblem Stray(MemberInfo member) =>
        new(
            $"{FriendlyNames.Of(member.DeclaringType!)}.{member.Name}",
            "carries a policy, but implements no member of an interface, so no call to it passes the proxy.",
            "Declare it on an interface that is registered, or remove the attribute."
        );

    private static CachingProblem ClassService(Type type) =>
        new(
            FriendlyNames.Of(type),
            "is registered as a class, and caching works on interfaces: no proxy could stand for the class.",
            $"Register an interface of it instead (.As<I{type.Name}>()), register the class separately, "
                + "or remove EnableCaching."
        );
}
