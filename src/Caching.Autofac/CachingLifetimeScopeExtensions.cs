using Caching;

namespace Autofac;

/// <summary>Looks at and prepares the caching of a container.</summary>
public static class CachingLifetimeScopeExtensions
{
    /// <summary>Describes every planned method: policy, key, backend, time to live, tags and where each setting is from.</summary>
    /// <param name="scope">The container or a scope of it.</param>
    /// <returns>A text for people. An open generic shows the closings that were resolved so far.</returns>
    public static string DescribeCaching(this ILifetimeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Resolve<CachingRuntime>().Describe();
    }

    /// <summary>Connects every backend before the first call does; without it the first calls wait for that.</summary>
    /// <param name="scope">The container or a scope of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when all backends are ready.</returns>
    public static Task InitializeCachingAsync(this ILifetimeScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Resolve<ICacheManager>().InitializeAsync(cancellationToken).AsTask();
    }
}
