using Autofac.Core;
using Autofac.Core.Lifetime;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>What a registration says about the component, in the terms of plans.</summary>
internal sealed class ComponentFacts
{
    public ComponentFacts(IComponentRegistration registration)
    {
        // Other kinds of service (decorators, auto-activation) aren't what a consumer asks for.
        var services = registration.Services.Where(service => service is TypedService or KeyedService).ToArray();
        var types = services.Cast<IServiceWithType>().Select(service => service.ServiceType).Distinct().ToArray();
        Contracts = [.. types.Where(type => type.IsInterface)];
        Classes = [.. types.Where(type => !type.IsInterface)];
        ServiceKeys = [.. services.OfType<KeyedService>().Select(service => service.ServiceKey).Distinct()];
        LimitType = registration.Activator.LimitType;
        IsSingleInstance = registration.Sharing == InstanceSharing.Shared && registration.Lifetime is RootScopeLifetime;
        Where = FriendlyNames.Of(Contracts.Concat(Classes).FirstOrDefault() ?? LimitType);
    }

    /// <summary>Gets the interfaces that the component is registered as.</summary>
    public IReadOnlyList<Type> Contracts { get; }

    /// <summary>Gets the classes that the component is registered as; no proxy can stand for them.</summary>
    public IReadOnlyList<Type> Classes { get; }

    public IReadOnlyList<object> ServiceKeys { get; }

    public Type LimitType { get; }

    public bool IsSingleInstance { get; }

    /// <summary>Gets what messages call the component.</summary>
    public string Where { get; }

    /// <summary>Gets the closed implementation type, or the first interface where none is known or has a lasting name.</summary>
    public Type Implementation => Contracts.Count == 0 || IsKnown ? LimitType : Contracts[0];

    private bool IsKnown => Contracts[0].IsAssignableFrom(LimitType) && !ProxyableService.IsProxy(LimitType);
}
