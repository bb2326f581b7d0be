using Caching;

namespace Autofac;

/// <summary>Looks at and prepares the caching of a container.</summary>
public static class CachingLifetimeScopeExtensions
{
    /// <summary>Describes every planned method: policy, key, backend, time to live, tags and where each setting is from.</summary>
    /// <param name="scope">The container or a scope of it.</param>
    /// <returns>A text for people.</returns>
    public static string DescribeCaching(this ILifetimeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Resolve<CachingRuntime>().Describe();
    }
}
