using Autofac;

namespace Caching.Benchmarks.Startup;

/// <summary>Containers with many catalogues.</summary>
internal static class Catalogs
{
    public const int Count = 500;

    private static readonly (Type Service, Type Implementation)[] Types = [.. CatalogTypes.All(Count)];

    public static IReadOnlyList<Type> Services { get; } = [.. Types.Select(type => type.Service)];

    public static IContainer Build(bool cached)
    {
        var builder = new ContainerBuilder();
        if (cached)
        {
            builder.AddCaching(caching => caching.UseMemory().KeyPrefix("bench"));
        }

        foreach (var (service, implementation) in Types)
        {
            var registration = builder.RegisterType(implementation).As(service);
            if (cached)
            {
                registration.EnableCaching();
            }
        }

        return builder.Build();
    }
}
