using Autofac;
using Autofac.Core;

namespace Caching.Registration;

/// <summary>Fails the build of a container that has <c>EnableCaching</c> but no <c>AddCaching</c>.</summary>
/// <remarks>It waits for the build callbacks: a module may still add caching after the registration.</remarks>
internal sealed class MissingSetup : Autofac.Module
{
    private const string Key = "Caching.Missing";

    private readonly List<IComponentRegistration> _registrations = [];

    public static CachingProblem Problem(IComponentRegistration registration)
    {
        var facts = new ComponentFacts(registration);
        return new CachingProblem(
            facts.Where,
            $"({FriendlyNames.Of(facts.LimitType)}) has EnableCaching, but the container has no caching.",
            "Call AddCaching on the ContainerBuilder, or remove EnableCaching."
        );
    }

    /// <summary>Notes a marked registration as it is registered.</summary>
    public static void Watch(ComponentRegisteredEventArgs registered)
    {
        var properties = registered.ComponentRegistryBuilder.Properties;
        if (CachingSetup.Of(properties) is not null)
        {
            return;
        }

        if (!properties.TryGetValue(Key, out var watcher) || watcher is not MissingSetup missing)
        {
            missing = new MissingSetup();
            properties[Key] = missing;
            missing.Configure(registered.ComponentRegistryBuilder);
        }

        missing._registrations.Add(registered.ComponentRegistration);
    }

    protected override void Load(ContainerBuilder builder) =>
        builder.RegisterBuildCallback(scope =>
        {
            if (CachingSetup.Of(scope.ComponentRegistry.Properties) is null)
            {
                throw new CacheConfigurationException([.. _registrations.Select(Problem)]);
            }
        });
}
