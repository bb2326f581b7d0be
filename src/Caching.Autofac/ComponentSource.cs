using Autofac;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>Resolves a component again, for work in the background: in a child of the scope that owns its registration.</summary>
/// <remarks>
/// Exactly that registration, whatever else provides its services, and the proxy itself: what decorates it is for callers,
/// and may ask who they are.
/// </remarks>
internal sealed class ComponentSource(IComponentRegistration registration, Func<ILifetimeScope> owner) : IServiceSource
{
    private readonly ResolveRequest _request = new(
        registration.Services.First(),
        new ServiceRegistration(ServicePipelines.DefaultServicePipeline, registration),
        []
    );

    public IServiceLease Open()
    {
        var scope = owner().BeginLifetimeScope();
        try
        {
            return new Lease(scope, scope.ResolveComponent(_request));
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    private sealed class Lease(ILifetimeScope scope, object service) : IServiceLease
    {
        public object Service { get; } = service;

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
