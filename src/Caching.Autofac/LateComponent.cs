using Autofac;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>A component that came after the container: in a child scope, by closing a generic, by adapting.</summary>
/// <param name="Origin">What it is known by.</param>
/// <param name="Registration">What says which services it has.</param>
/// <param name="Registry">The registry in which its dependencies are looked up.</param>
/// <param name="Owner">The child scope that it dies with; <see langword="null"/> for the container.</param>
internal readonly record struct LateComponent(
    IComponentRegistration Origin,
    IComponentRegistration Registration,
    IComponentRegistry Registry,
    ILifetimeScope? Owner
)
{
    /// <summary>Finds out while the component is being resolved.</summary>
    public static LateComponent Of(ResolveRequestContext context, IComponentRegistration origin, CachingMark mark)
    {
        var isAdapter = !ReferenceEquals(CachingMark.Of(origin), mark);
        return new LateComponent(
            origin,
            isAdapter ? context.Registration : origin,
            context.ActivationScope.ComponentRegistry,
            OwnerOf(context, mark)
        );
    }

    // Scopes without registrations of their own share their parent's registry, so the outermost one is the owner. Asked
    // for by the mark: what an adapter is known by may well be the container's while the adapter isn't.
    private static ISharingLifetimeScope? OwnerOf(ResolveRequestContext context, CachingMark mark)
    {
        ISharingLifetimeScope? owner = null;
        var services = context.Registration.Services.ToArray();
        for (var scope = context.ActivationScope; scope is not null; scope = scope.ParentLifetimeScope)
        {
            if (services.Any(service => scope.ComponentRegistry.RegistrationsFor(service).Any(IsMarked)))
            {
                owner = scope;
            }
        }

        return owner is { ParentLifetimeScope: not null } ? owner : null;

        bool IsMarked(IComponentRegistration registration) => ReferenceEquals(CachingMark.Of(registration), mark);
    }
}
