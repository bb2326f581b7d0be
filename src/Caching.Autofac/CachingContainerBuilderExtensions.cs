using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;
using Caching;
using Caching.Interception;
using Caching.Registration;

namespace Autofac;

/// <summary>Adds caching to a container.</summary>
public static class CachingContainerBuilderExtensions
{
    /// <summary>Adds caching to a container, with the memory backend unless others are configured.</summary>
    /// <param name="builder">The builder of the container.</param>
    /// <param name="configure">Names the backends and says what policies take where they say nothing themselves.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// Registers <see cref="ICacheService"/>, <see cref="ICacheManager"/>, <see cref="ICacheKeys"/> and
    /// <see cref="CachingInterceptor"/>; the container owns them. When it is built, every registration that has
    /// <c>EnableCaching</c> is planned and checked.
    /// </remarks>
    /// <exception cref="CacheConfigurationException">
    /// Thrown when the container has caching already; when the container is built, for everything that can't work.
    /// </exception>
    public static ContainerBuilder AddCaching(this ContainerBuilder builder, Action<CachingBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CachingSetup.Of(builder.Properties) is not null)
        {
            throw new CacheConfigurationException([
                new CachingProblem(
                    "AddCaching",
                    "was called twice for one container.",
                    "Call it once, and name all backends there; a child scope uses its container's caching."
                ),
            ]);
        }

        var caching = new CachingBuilder();
        configure?.Invoke(caching);
        var setup = new CachingSetup(caching);
        setup.Put(builder.Properties);
        Register(builder, setup);
        builder.RegisterCallback(registry =>
            registry.Registered += (_, e) => GuardLate(setup, e.ComponentRegistration)
        );
        return builder.RegisterBuildCallback(scope => Validate(setup, scope));
    }

    private static void Register(ContainerBuilder builder, CachingSetup setup)
    {
        // The container disposes of the runtime, and the runtime of what it made.
        builder.Register(_ => setup.Runtime).SingleInstance();
        builder.Register(_ => setup.Runtime.Service).As<ICacheService>().SingleInstance().ExternallyOwned();
        builder.Register(_ => setup.Runtime.Manager).As<ICacheManager>().SingleInstance().ExternallyOwned();
        builder.Register(_ => setup.Runtime.Keys).As<ICacheKeys>().SingleInstance().ExternallyOwned();
        builder.Register(context =>
        {
            // Not shared: what keys vary by comes from the scope of the service that it stands in front of.
            var contexts = new ScopeContexts(context.Resolve<ILifetimeScope>());
            return new CachingInterceptor(setup.Interceptors, contexts.Resolve);
        });
    }

    private static void Validate(CachingSetup setup, ILifetimeScope scope)
    {
        if (scope is not IContainer)
        {
            throw new CacheConfigurationException([
                new CachingProblem(
                    "AddCaching",
                    "was called for a child scope.",
                    "Call it on the ContainerBuilder of the container; EnableCaching then works in child scopes too."
                ),
            ]);
        }

        // Made here, so that Autofac doesn't wrap what is thrown; then resolved first, so that the container owns the
        // runtime even if this fails, and disposes of it last.
        var runtime = setup.Runtime;
        scope.Resolve<CachingRuntime>();
        setup.Adopt(scope);
        try
        {
            setup.Validate(scope.ComponentRegistry);
        }
        catch (CacheConfigurationException)
        {
            // Nobody will get the container, so nobody could dispose of it.
            runtime.Dispose();
            throw;
        }
    }

    // Components that a source makes after the container was built, such as closed generics, are checked one by one.
    private static void GuardLate(CachingSetup setup, IComponentRegistration registration)
    {
        if (!setup.IsValidated || setup.Unmarked.Check(registration) is not { } problem)
        {
            return;
        }

        try
        {
            registration.PipelineBuilding += (_, pipeline) =>
                pipeline.Use(
                    PipelinePhase.RegistrationPipelineStart,
                    (_, _) => throw new CacheConfigurationException([problem])
                );
        }
        catch (InvalidOperationException failure)
        {
            // Some sources hand their components over ready to run.
            throw new CacheConfigurationException([problem], failure);
        }
    }
}
