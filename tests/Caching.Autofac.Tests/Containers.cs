using Autofac;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Registration.Tests;

/// <summary>Containers with caching on a fake clock.</summary>
internal static class Containers
{
    public static IContainer Build(Action<ContainerBuilder> register, Action<CachingBuilder>? configure = null)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
        {
            caching.UseTimeProvider(new FakeTimeProvider());
            configure?.Invoke(caching);
        });
        register(builder);
        return builder.Build();
    }

    /// <summary>Builds a container that can't be built, and returns why.</summary>
    public static IReadOnlyList<CachingProblem> Problems(
        Action<ContainerBuilder> register,
        Action<CachingBuilder>? configure = null
    )
    {
        var thrown = Assert.Throws<CacheConfigurationException>(() => Build(register, configure).Dispose());
        return thrown.Problems;
    }

    /// <summary>Finds what a resolve failed with; Autofac wraps it once per dependency.</summary>
    public static CacheConfigurationException Cause(Action resolve)
    {
        for (var thrown = Assert.Catch(resolve); thrown is not null; thrown = thrown.InnerException)
        {
            if (thrown is CacheConfigurationException found)
            {
                return found;
            }
        }

        throw new AssertionException("It failed, but not for its configuration.");
    }

    /// <summary>Tells whether the second call with the same argument is a hit.</summary>
    public static bool IsCached(ICatalog catalog)
    {
        var argument = Guid.NewGuid().ToString();
        return catalog.Find(argument) == catalog.Find(argument);
    }

    public static bool IsCached(IRepository<int> repository)
    {
        var argument = Random.Shared.Next();
        return repository.Get(argument) == repository.Get(argument);
    }
}
