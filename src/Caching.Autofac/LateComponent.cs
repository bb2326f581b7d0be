using Autofac;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>Where a component that came after the container belongs.</summary>
/// <param name="Registry">The registry in which its dependencies are looked up.</param>
/// <param name="Owner">The child scope that it dies with; <see langword="null"/> for the container.</param>
internal readonly record struct LateComponent(IComponentRegistry Registry, ILifetimeScope? Owner)
{
    /// <summary>Finds out while the component is being resolved.</summary>
    public static LateComponent Of(ResolveRequestContext context, IComponentRegistration registration)
    {
        // Scopes without registrations of their own share their parent's registry, so the outermost one is the owner.
        ISharingLifetimeScope? owner = null;
        var services = registration.Services.ToArray();
        for (var scope = context.ActivationScope; scope is not null; scope = scope.ParentLifetimeScope)
        {
            if (services.Any(service => scope.ComponentRegistry.RegistrationsFor(service).Contains(registration)))
            {
                owner = scope;
            }
        }

        return new LateComponent(
            context.ActivationScope.ComponentRegistry,
            owner is { ParentLifetimeScope: not null } ? owner : null
        );
    }
}
