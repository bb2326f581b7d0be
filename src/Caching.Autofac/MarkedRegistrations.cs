using Autofac.Builder;
using Autofac.Core;
using Autofac.Core.Registration;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>The marked registrations of a container that is being built, noted as they are registered.</summary>
internal sealed class MarkedRegistrations
{
    private const string Key = "Caching.Marked";

    private readonly List<RegistrationData> _registrations = [];
    private bool _hasSource;

    /// <summary>Gets what messages call them.</summary>
    public IEnumerable<string> Names => _registrations.Select(NameOf).Distinct();

    /// <summary>Tells whether components with policies may come after the container was built, of open generics.</summary>
    public static bool HasSource(IDictionary<string, object?> properties) => Of(properties) is { _hasSource: true };

    /// <summary>Finds what can't work in policies whose components only come when they are asked for.</summary>
    public static IEnumerable<CachingProblem> Check(IDictionary<string, object?> properties) =>
        from data in Of(properties)?._registrations ?? []
        let mark = CachingMark.Of(data)
        where mark is { Components.IsEmpty: true }
        from policies in mark.Policies
        from problem in policies.CheckNames()
        select problem;

    /// <summary>Has a registration noted when the builder gets to it.</summary>
    public static void Watch(RegistrationData data, CachingMark mark)
    {
        // None: the registration is made by hand, without a builder.
        if (data.DeferredCallback is not { } deferred)
        {
            return;
        }

        var register = deferred.Callback;
        deferred.Callback = registry =>
        {
            register(registry);
            if (mark.Style == MarkedStyle.Adapter)
            {
                StandBefore(registry, data, mark);
            }

            Add(registry, data, mark);
        };
    }

    private static void Add(IComponentRegistryBuilder registry, RegistrationData data, CachingMark mark)
    {
        // A child scope sees its container's: that one is built, and its caching is there.
        if (CachingSetup.Of(registry.Properties) is { IsValidated: true })
        {
            return;
        }

        if (Of(registry.Properties) is not { } marked)
        {
            marked = new MarkedRegistrations();
            registry.Properties[Key] = marked;
            new MissingSetup(marked).Configure(registry);
        }

        marked._registrations.Add(data);
        marked._hasSource |= mark.Style is MarkedStyle.Source or MarkedStyle.Adapter;
    }

    private static void StandBefore(IComponentRegistryBuilder registry, RegistrationData data, CachingMark mark)
    {
        var activation = new ProxyActivation(mark, PipelinePhase.ServicePipelineEnd);
        foreach (var service in data.Services)
        {
            registry.RegisterServiceMiddleware(service, activation, MiddlewareInsertionMode.EndOfPhase);
        }
    }

    private static string NameOf(RegistrationData data)
    {
        var services = data
            .Services.OfType<IServiceWithType>()
            .Select(service => FriendlyNames.Of(service.ServiceType));
        return string.Join(", ", services);
    }

    private static MarkedRegistrations? Of(IDictionary<string, object?> properties) =>
        properties.TryGetValue(Key, out var marked) ? marked as MarkedRegistrations : null;
}
