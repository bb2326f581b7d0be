using Autofac;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>Puts the proxy in front of what a marked registration makes.</summary>
/// <remarks>
/// It stands at the start of the registration's pipeline: outside activation handlers and disposal, which so keep
/// seeing the instance itself, and inside sharing and decoration, which see the proxy.
/// </remarks>
internal sealed class ProxyActivation(CachingMark mark) : IResolveMiddleware
{
    private CachingSetup? _setup;

    public PipelinePhase Phase => PipelinePhase.RegistrationPipelineStart;

    public void Execute(ResolveRequestContext context, Action<ResolveRequestContext> next)
    {
        var component = Find(context);
        if (component?.Proxies is not { } proxies)
        {
            next(context);
            return;
        }

        if (!component.Plan!.AllowsParameters && context.Parameters.Any())
        {
            throw new CacheConfigurationException([Parameterised(context)]);
        }

        next(context);
        if (context.Instance is { } target)
        {
            context.Instance = proxies.Wrap(target, proxies.NeedsScope ? ScopeOf(context.ActivationScope) : null);
        }
    }

    public override string ToString() => nameof(ProxyActivation);

    private static Func<Type, object> ScopeOf(ISharingLifetimeScope scope) => type => scope.Resolve(type);

    private static CachingProblem Parameterised(ResolveRequestContext context) =>
        new(
            context.Service.Description,
            $"was resolved with {string.Join(", ", context.Parameters.Select(Name))}: state that no key sees, so that "
                + "instances with different parameters would answer with each other's entries.",
            "Make the value part of the keys with VaryBy, or say SharedAcrossInstances if results don't depend on it."
        );

    private static string Name(Parameter parameter) =>
        parameter switch
        {
            NamedParameter named => $"the parameter '{named.Name}'",
            TypedParameter typed => $"a parameter of type {FriendlyNames.Of(typed.Type)}",
            PositionalParameter positional => $"the parameter at position {positional.Position}",
            _ => "a parameter",
        };

    // Null: caching is off for this resolve, because the container is about to say why it can't be built.
    private CachedComponent? Find(ResolveRequestContext context)
    {
        var origin = CachingMark.OriginOf(context.Registration);
        if (mark.Components.TryGetValue(origin, out var component) && _setup is { IsValidated: true })
        {
            return component;
        }

        if (CachingMark.IsOff(context.Registration))
        {
            return null;
        }

        try
        {
            return Plan(context, origin);
        }
        catch (CacheConfigurationException) when (_setup is not { IsValidated: true } && IsAutoActivated(context))
        {
            return null;
        }
    }

    private CachedComponent Plan(ResolveRequestContext context, IComponentRegistration origin)
    {
        _setup ??=
            CachingSetup.Of(context.ComponentRegistry.Properties)
            ?? throw new CacheConfigurationException([
                MissingSetup.Problem(new ComponentFacts(context.Registration).Where),
            ]);
        _setup.Validate(context.ActivationScope.RootLifetimeScope.ComponentRegistry);
        return mark.Components.TryGetValue(origin, out var component)
            ? component
            : _setup.PlanLate(mark, LateComponent.Of(context, origin, mark));
    }

    // Autofac activates instances while it builds the container, before the build callback, and wraps what is thrown
    // then. Nobody gets this instance, so the build callback may say it, in an exception of its own.
    private static bool IsAutoActivated(ResolveRequestContext context) =>
        context.Operation.InitiatingRequest?.Service is not IServiceWithType
        && ReferenceEquals(context.Operation.InitiatingRequest?.Registration, context.Registration);
}
