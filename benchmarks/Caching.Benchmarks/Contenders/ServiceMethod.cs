namespace Caching.Benchmarks.Contenders;

/// <summary>A method that gets a policy, and the names of its parameters.</summary>
public sealed record ServiceMethod(string Name, IReadOnlyList<string> Parameters)
{
    public static IEnumerable<ServiceMethod> AllOf(Type service) =>
        service
            .GetMethods()
            .Select(method => new ServiceMethod(
                method.Name,
                [.. method.GetParameters().Select(parameter => parameter.Name!)]
            ));
}
