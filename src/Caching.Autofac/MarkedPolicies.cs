namespace Caching.Registration;

/// <summary>Fluent policies and the service they were written for.</summary>
/// <param name="Service">The service; an open generic for policies by method name.</param>
/// <param name="Policies">The policies.</param>
internal sealed record MarkedPolicies(Type Service, ServicePolicies Policies)
{
    /// <summary>Tells whether a service is the one that they were written for, or inherits it.</summary>
    public bool AppliesTo(Type contract) =>
        Service.IsGenericTypeDefinition
            ? contract.GetInterfaces().Prepend(contract).Any(IsClosingOfService)
            : Service.IsAssignableFrom(contract);

    private bool IsClosingOfService(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == Service;
}
