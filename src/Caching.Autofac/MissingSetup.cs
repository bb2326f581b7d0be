using Autofac;

namespace Caching.Registration;

/// <summary>Fails the build of a container that has <c>EnableCaching</c> but no <c>AddCaching</c>.</summary>
/// <remarks>It waits for the build callbacks: a module may still add caching after the registration.</remarks>
internal sealed class MissingSetup(MarkedRegistrations marked) : Autofac.Module
{
    public static CachingProblem Problem(string where) =>
        new(
            where,
            "has EnableCaching, but the container has no caching.",
            "Call AddCaching on the ContainerBuilder, or remove EnableCaching."
        );

    protected override void Load(ContainerBuilder builder) =>
        builder.RegisterBuildCallback(scope =>
        {
            if (CachingSetup.Of(scope.ComponentRegistry.Properties) is null)
            {
                throw new CacheConfigurationException([.. marked.Names.Select(Problem)]);
            }
        });
}
