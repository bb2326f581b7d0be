using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Compiles the plan of one closed method.</summary>
internal sealed class MethodCompiler(
    MethodInfo method,
    MethodPolicy policy,
    string owner,
    CacheManager manager,
    PlanRegistry registry,
    ApplicationPrefix prefix,
    TimeProvider time,
    Lifetimes lifetimes,
    ILogger logger,
    BackgroundLoads background,
    IServiceSource? service,
    List<CachingProblem> problems
)
{
    private readonly string _where = FriendlyNames.Of(method);
    private readonly RuleGuard _guard = new(logger, FriendlyNames.Of(method));
    private ReturnShape _shape;

    /// <summary>Compiles; <see langword="null"/> when the problems that it added prevent a plan.</summary>
    public MethodPlan? Compile(ReturnShape shape, Type result)
    {
        _shape = shape;
        var compile = new Func<MethodPlan?>(CompileAs<object>).Method.GetGenericMethodDefinition();
        return compile.MakeGenericMethod(result).CreateDelegate<Func<MethodPlan?>>(this)();
    }

    private MethodPlan<T>? CompileAs<T>()
    {
        var before = problems.Count;
        var read = policy.Read is { } reading ? CompileRead<T>(reading) : null;
        InvalidationPlan?[] invalidations = [.. policy.Invalidations.Select(CompileInvalidation<T>)];
        return problems.Count > before
            ? null
            : new(method, _shape, policy, read, invalidations.OfType<InvalidationPlan>().ToArray());
    }

    private ReadPlan<T>? CompileRead<T>(ReadPolicy reading)
    {
        var region = reading.Kind == ReadPolicyKind.Memoize ? Memoized(reading) : RegionOf(reading.Backend.Value);
        var key = new KeyCompiler(method, policy, owner, prefix, _where, problems).Compile(reading);
        KeySource?[] tags = [.. reading.Tags.Value.Select(tag => Template<T>(tag, TemplateUse.Tag))];
        var problem = region?.Check(Replay.StoredType(typeof(T)));
        if (problem is not null)
        {
            problems.Add(problem with { Where = _where });
        }

        if (region is null || key is null || tags.Contains(null) || problem is not null)
        {
            return null;
        }

        var metrics = new CallMetrics(region.Name, _where, time);
        var token = Array.FindIndex(
            method.GetParameters(),
            parameter => parameter.ParameterType == typeof(CancellationToken)
        );
        return new(reading, region, key, tags!, _shape, _guard, metrics, token, lifetimes)
        {
            FailSafe = FailSafe.Of(reading.FailSafe, () => new StaleNotices(logger, region.Name, _where), time),
            Reloads = CompileReloads<T>(reading, region, metrics),
        };
    }

    private MethodReloads<T>? CompileReloads<T>(ReadPolicy reading, CacheRegion region, CallMetrics metrics)
    {
        RefreshPoint? point = reading is { RefreshAhead.Value: > 0 and var fraction, Ttl.Value: { } ttl }
            ? new RefreshPoint(ttl, fraction)
            : null;
        if (point is null && reading.FailSafe.SoftTimeout.Value == TimeSpan.Zero)
        {
            return null;
        }

        if (service is null)
        {
            problems.AddRange(BackgroundRules.WithoutService(reading, _where));
            return null;
        }

        var reloader = new Reloader(background, _where, logger, time);
        var called = new BackgroundMethod<T>(method, _shape, service);
        return new(point, region, metrics, reloader, called);
    }

    private CacheRegion Memoized(ReadPolicy reading)
    {
        var options = new MemoryCacheOptions
        {
            Capacity = Math.Max(reading.MaxSize.Value, MemoryStore.SmallestCapacity),
            MaxCounters = 0,
        };
        return new(new BackendGuard("memoize", new MemoryCacheBackend(options, time), time, logger));
    }

    private CacheRegion? RegionOf(string? name)
    {
        if (!manager.TryGetRegion(name, out var region))
        {
            // An unknown default backend is one problem of the container, not one of each method.
            if (name is not null)
            {
                problems.Add(manager.UnknownBackend(_where, name));
            }

            return null;
        }

        if (!_shape.IsAsynchronous() && !region.IsSynchronous)
        {
            problems.Add(
                new(
                    _where,
                    $"is synchronous, but backend \"{region.Name}\" has asynchronous operations only.",
                    $"Return a task, choose another backend, or let the backend implement {nameof(ISyncCacheBackend)}."
                )
            );
            return null;
        }

        return region;
    }

    private InvalidationPlan? CompileInvalidation<T>(InvalidationPolicy invalidation)
    {
        var subjects = new List<(InvalidationKind Kind, PrefixedSource? Source)>();
        var head = prefix.Head + invalidation.KeyPrefix.Value + ":";
        var glob = Glob.Escape(prefix.Head) + (invalidation.PatternPrefix is { } own ? Glob.Escape(own) + ":" : "");
        subjects.AddRange(
            invalidation.Tags.Select(tag => (InvalidationKind.Tag, Of<T>("", tag, TemplateUse.Tag, invalidation)))
        );
        subjects.AddRange(
            invalidation.Keys.Select(key => (InvalidationKind.Key, Of<T>(head, key, TemplateUse.Key, invalidation)))
        );
        subjects.AddRange(
            invalidation.Patterns.Select(pattern =>
                (InvalidationKind.Pattern, Of<T>(glob, pattern, TemplateUse.Pattern, invalidation))
            )
        );
        var region = RegionOf(invalidation.Backend.Value);
        return region is null || subjects.Any(subject => subject.Source is null)
            ? null
            : new(
                invalidation,
                region,
                [.. subjects.Select(subject => (subject.Kind, (KeySource)subject.Source!))],
                registry,
                _guard
            );
    }

    // What is invalidated before the call can't name its result.
    private PrefixedSource? Of<T>(string head, string template, TemplateUse use, InvalidationPolicy invalidation)
    {
        var source = invalidation.Before ? Template(template, use, null) : Template<T>(template, use);
        return source is null ? null : new(head, source);
    }

    private KeyTemplate? Template<T>(string template, TemplateUse use) =>
        Template(template, use, typeof(T) == typeof(NoResult) ? null : typeof(T));

    // An empty one is a problem that the policies have reported already.
    private KeyTemplate? Template(string template, TemplateUse use, Type? result) =>
        string.IsNullOrWhiteSpace(template) ? null : KeyTemplate.Parse(template, method, result, use, _where, problems);
}
