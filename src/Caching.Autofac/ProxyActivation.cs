using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>Puts the proxy in front of what a marked registration makes.</summary>
/// <remarks>
/// It stands at the start of the registration's pipeline: outside activation handlers and disposal, which so keep
/// seeing the instance itself, and inside sharing and decoration, which see the proxy. An adapter's pipeline can't be
/// extended; there it stands right before, at the end of the service's pipeline.
/// </remarks>
internal sealed class ProxyActivation(CachingMark mark, PipelinePhase phase) : IResolveMiddleware
{
    private CachingSetup? _setup;

    public PipelinePhase Phase { get; } = phase;

    public void Execute(ResolveRequestContext context, Action<ResolveRequestContext> next)
    {
        var component = ReferenceEquals(CachingMark.Of(context.Registration), mark) ? Find(context) : null;
        if (component is not { Plan: { } plan, Instances: { } instances })
        {
            next(context);
            return;
        }

        if (!plan.AllowsParameters)
        {
            Check(ResolveParameters.Check(context));
        }

        next(context);
        if (context.Instance is { } target)
        {
            Check(instances.Check(target));
            context.Instance = Wrap(target, component.Proxies, context.ActivationScope);
        }
    }

    public override string ToString() => nameof(ProxyActivation);

    private static object Wrap(object target, CachingProxies? proxies, ISharingLifetimeScope scope) =>
        proxies is null ? target : proxies.Wrap(target, proxies.NeedsScope ? new ScopeContexts(scope).Resolve : null);

    private static void Check(CachingProblem? problem)
    {
        if (problem is not null)
        {
            throw new CacheConfigurationException([problem]);
        }
    }

    // Null: caching is off for this resolve, because the container is about to say why it can't be built.
    private CachedComponent? Find(ResolveRequestContext context)
    {
        var origin = CachingMark.OriginOf(context.Registration);
        if (mark.Components.TryGetValue(origin, out var component) && _setup is { IsValidated: true })
        {
            return component;
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
