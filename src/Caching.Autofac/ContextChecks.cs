using Autofac.Core;
using Autofac.Core.Lifetime;

namespace Caching.Registration;

/// <summary>Checks the services that keys vary by.</summary>
internal static class ContextChecks
{
    public static void Check(
        ServicePlan plan,
        ComponentFacts facts,
        IComponentRegistry registry,
        List<CachingProblem> problems
    )
    {
        var contexts = plan
            .Methods.Values.SelectMany(method => method.Policy.VaryBy)
            .Select(source => source.ContextType);
        foreach (var context in contexts.Distinct())
        {
            if (!registry.TryGetRegistration(new TypedService(context), out var registration))
            {
                problems.Add(NotRegistered(facts, context));
            }
            else if (facts.IsSingleInstance && IsPerScope(registration))
            {
                problems.Add(Captive(facts, context));
            }
        }
    }

    private static bool IsPerScope(IComponentRegistration registration) =>
        registration.Sharing == InstanceSharing.Shared && registration.Lifetime is not RootScopeLifetime;

    private static CachingProblem NotRegistered(ComponentFacts facts, Type context) =>
        new(
            facts.Where,
            $"varies by {FriendlyNames.Of(context)}, which isn't registered.",
            $"Register {FriendlyNames.Of(context)} in the container, or remove VaryBy."
        );

    private static CachingProblem Captive(ComponentFacts facts, Type context) =>
        new(
            facts.Where,
            $"varies by {FriendlyNames.Of(context)}, which is registered per lifetime scope, but is itself a single "
                + "instance: it would read the root scope's value for every caller.",
            $"Register the service InstancePerLifetimeScope, or {FriendlyNames.Of(context)} as a single instance that "
                + "knows the current caller."
        );
}
