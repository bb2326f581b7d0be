using Autofac;
using Autofac.Core;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>The caching of one container: its runtime, and what was planned and checked.</summary>
/// <remarks>
/// Planning happens under a gate that resolves nothing: the lock of a lifetime scope may be held by a caller who comes
/// here, so one that is taken in here could be the other half of a deadlock.
/// </remarks>
internal sealed class CachingSetup
{
    private const string Key = "Caching.Setup";

    private readonly object _gate = new();
    private readonly Lazy<CachingRuntime> _runtime;
    private readonly Lazy<InterceptorPlans> _interceptors;
    private volatile ILifetimeScope? _root;
    private volatile bool _validated;
    private IReadOnlyList<CachingProblem> _problems = [];

    public CachingSetup(CachingBuilder caching)
    {
        // A builder that is thrown away before it builds opens no backend.
        var options = caching.Freeze();
        _runtime = new Lazy<CachingRuntime>(() => new CachingRuntime(options));
        _interceptors = new Lazy<InterceptorPlans>(() => new InterceptorPlans(Runtime));
    }

    /// <summary>Gets what finds attributes that nothing would carry out.</summary>
    public UnmarkedComponents Unmarked { get; } = new();

    public CachingRuntime Runtime => _runtime.Value;

    /// <summary>Gets the plans of <see cref="CachingInterceptor"/>.</summary>
    public InterceptorPlans Interceptors => _interceptors.Value;

    /// <summary>Gets whether the container has been built without a problem.</summary>
    public bool IsValidated => _validated;

    public static CachingSetup? Of(IDictionary<string, object?> properties) =>
        properties.TryGetValue(Key, out var setup) ? (CachingSetup?)setup : null;

    public void Put(IDictionary<string, object?> properties) => properties[Key] = this;

    /// <summary>Gets the container, in which background work opens its scopes.</summary>
    /// <exception cref="InvalidOperationException">Thrown while it is being built.</exception>
    public ILifetimeScope Root => _root ?? throw new InvalidOperationException("The container is still being built.");

    /// <summary>Takes the container, and ends background work as the first thing when it ends.</summary>
    public void Adopt(ILifetimeScope root)
    {
        _root = root;
        root.CurrentScopeEnding += (_, _) =>
            root.Disposer.AddInstanceForAsyncDisposal(new BackgroundDrain(Runtime.Background, owner: null));
    }

    /// <summary>Plans and checks every registration of the container, once.</summary>
    /// <exception cref="CacheConfigurationException">Thrown when something can't work; lists all of it.</exception>
    public void Validate(IComponentRegistry root)
    {
        if (_validated)
        {
            return;
        }

        lock (_gate)
        {
            if (!_validated && _problems.Count == 0)
            {
                _problems = new ContainerPlanner(this).Plan(root);
                _validated = _problems.Count == 0;
            }

            if (_problems.Count > 0)
            {
                throw new CacheConfigurationException(_problems);
            }
        }
    }

    /// <summary>Plans a component that came into being after the container: in a child scope, or by closing a generic.</summary>
    /// <exception cref="CacheConfigurationException">Thrown when it can't work.</exception>
    public CachedComponent PlanLate(CachingMark mark, LateComponent late)
    {
        lock (_gate)
        {
            if (mark.Components.TryGetValue(late.Origin, out var planned))
            {
                return planned;
            }

            // What was wrong before it is another scope's affair, or that of one that ends right now.
            var known = Runtime.Validate(isComplete: false);
            var component = new ComponentPlanner(this).Plan(late.Registration, mark, late.Registry, late.Owner);
            var problems = ProblemsOf(component, late, known);
            if (problems.Count > 0)
            {
                Release(component);
                throw new CacheConfigurationException(problems);
            }

            mark.Components[late.Origin] = component;
            if (late.Owner is { } owner)
            {
                owner.CurrentScopeEnding += (_, _) => End(component, owner);
            }

            return component;
        }
    }

    private IReadOnlyList<CachingProblem> ProblemsOf(
        CachedComponent component,
        LateComponent late,
        IReadOnlyList<CachingProblem> known
    )
    {
        if (component.Problems.Count > 0)
        {
            return component.Problems;
        }

        return late.Owner is not null && component.Plan is { } plan && LastingEntries.Check(plan) is { } lasting
            ? [lasting]
            : [.. Runtime.Validate(isComplete: false).Except(known)];
    }

    // What is disposed of last was handed over first: so what runs in the background goes before what it uses.
    private void End(CachedComponent component, ILifetimeScope owner)
    {
        if (component.Plan?.Description.Source is { } source)
        {
            owner.Disposer.AddInstanceForAsyncDisposal(new BackgroundDrain(Runtime.Background, source));
        }

        Release(component);
    }

    private void Release(CachedComponent component)
    {
        if (component.Plan is not { } plan)
        {
            return;
        }

        lock (_gate)
        {
            Runtime.Release(plan);
        }
    }
}
