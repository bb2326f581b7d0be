using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Everything that a container's cache consists of; made once, shut down with the container.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CachingRuntime : IDisposable, IAsyncDisposable
{
    private readonly CacheManager _manager;
    private readonly PlanRegistry _registry = new();
    private readonly PlanFactory _factory;
    private readonly ApplicationPrefix _prefix;

    public CachingRuntime(CachingOptions options)
    {
        Options = options;
        _prefix = new ApplicationPrefix(options.KeyPrefix);
        var logger = options.LoggerFactory.CreateLogger("Caching");
        _manager = new CacheManager(
            MakeBackends(options),
            options.DefaultBackend,
            options.TimeProvider,
            logger,
            options.Journal,
            options.FenceFor
        );
        Background = new BackgroundLoads(options.Background, options.TimeProvider);
        var lifetimes = new Lifetimes(options.TimeProvider, options.Random);
        _factory = new PlanFactory(
            _manager,
            _registry,
            _prefix,
            options.Defaults,
            options.TimeProvider,
            lifetimes,
            logger,
            Background
        );
        Keys = new CachePlanKeys(_registry, _prefix);
        Service = MakeService(options, lifetimes, logger);
    }

    public CachingOptions Options { get; }

    /// <summary>Gets the loads that run in the background; they end before everything else does.</summary>
    public BackgroundLoads Background { get; }

    public ICacheManager Manager => _manager;

    public ICacheService Service { get; }

    public ICacheKeys Keys { get; }

    /// <summary>Gets how many registrations have plans at present.</summary>
    public int PlanCount => _registry.Plans.Count;

    /// <summary>Makes the plans of a registration; its problems are in the plan, nothing is thrown.</summary>
    public ServicePlan Plan(ServiceDescription description)
    {
        var plan = _factory.Create(description);
        _registry.Add(plan);
        return plan;
    }

    /// <summary>Lets go of the plans of a registration whose scope has ended.</summary>
    public void Release(ServicePlan plan)
    {
        _registry.Remove(plan);
        foreach (var region in Memoized([plan]))
        {
            region.Dispose();
        }
    }

    /// <summary>Lists what can't work between plans, and in the container's own settings.</summary>
    /// <param name="isComplete">Whether no plan can come later, as those of open generics do.</param>
    public IReadOnlyList<CachingProblem> Validate(bool isComplete)
    {
        var problems = PlanChecks.Of(_registry.Plans, isComplete).ToList();
        if (!_manager.TryGetRegion(null, out _))
        {
            problems.Add(_manager.UnknownBackend("AddCaching, DefaultBackend", null));
        }

        return problems;
    }

    public string Describe() => CachingReport.Write(_manager, _prefix, _registry.Plans);

    public void Dispose()
    {
        Background.Cancel(owner: null);
        ReleaseAll();
        _manager.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Background.StopAsync(owner: null).ConfigureAwait(false);
        ReleaseAll();
        await _manager.DisposeAsync().ConfigureAwait(false);
    }

    private CacheService MakeService(CachingOptions options, Lifetimes lifetimes, ILogger logger)
    {
        var time = options.TimeProvider;
        var byHand = new ServiceLifetimes(options.Defaults, lifetimes, new RuleGuard(logger, nameof(ICacheService)));
        var failSafe = new ServiceFailSafe(options.Defaults.FailSafe, time, logger);
        var ttl = options.Defaults.Ttl ?? CachingOptions.BuiltInTtl;
        return new(
            _manager,
            _prefix,
            byHand,
            new ServiceRequests(_prefix, byHand, failSafe, time),
            new ServiceReloads(options.Defaults.RefreshAhead ?? 0, ttl, Background, logger, time),
            ClearMemoized
        );
    }

    private static Dictionary<string, ICacheBackend> MakeBackends(CachingOptions options) =>
        options.Backends.ToDictionary(
            backend => backend.Key,
            backend =>
                backend.Value(new(backend.Key, options.KeyPrefix, options.TimeProvider, options.LoggerFactory))
                ?? throw new CacheConfigurationException([
                    new(
                        $"AddCaching, backend \"{backend.Key}\"",
                        "is null: the function that makes it returned nothing.",
                        "Return a backend there, or UseNull() for one that stores nothing."
                    ),
                ])
        );

    private void ReleaseAll()
    {
        foreach (var plan in _registry.Plans)
        {
            Release(plan);
        }
    }

    private void ClearMemoized()
    {
        foreach (var region in Memoized(_registry.Plans))
        {
            region.Invalidate([Invalidation.All]);
        }
    }

    private static IEnumerable<CacheRegion> Memoized(IEnumerable<ServicePlan> plans) =>
        from plan in plans
        from method in plan.Methods.Values
        from closed in method is GenericMethodPlan generic ? generic.Closed : [method]
        where closed.Policy.Read is { Kind: ReadPolicyKind.Memoize } && closed.Region is not null
        select closed.Region;
}
