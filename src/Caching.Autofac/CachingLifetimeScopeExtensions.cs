using Caching;
using Caching.Registration;

namespace Autofac;

/// <summary>Looks at and prepares the caching of a container.</summary>
public static class CachingLifetimeScopeExtensions
{
    /// <summary>Describes every planned method: policy, key, backend, time to live, tags and where each setting is from.</summary>
    /// <param name="scope">The container or a scope of it.</param>
    /// <returns>A text for people. An open generic shows the closings that were resolved so far.</returns>
    /// <exception cref="CacheConfigurationException">Thrown when the container has no caching.</exception>
    public static string DescribeCaching(this ILifetimeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return RuntimeOf(scope).Describe();
    }

    /// <summary>Connects every backend before the first call does; without it the first calls wait for that.</summary>
    /// <param name="scope">The container or a scope of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when all backends are ready.</returns>
    /// <exception cref="CacheConfigurationException">Thrown when the container has no caching.</exception>
    public static Task InitializeCachingAsync(this ILifetimeScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return RuntimeOf(scope).Manager.InitializeAsync(cancellationToken).AsTask();
    }

    private static CachingRuntime RuntimeOf(ILifetimeScope scope) =>
        CachingSetup.Of(scope.ComponentRegistry.Properties)?.Runtime
        ?? throw new CacheConfigurationException([
            new CachingProblem(
                nameof(CachingContainerBuilderExtensions.AddCaching),
                "was never called: the container has no caching.",
                "Call it on the ContainerBuilder."
            ),
        ]);
}
