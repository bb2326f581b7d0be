using System.Linq.Expressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Caching;

/// <summary>Sets up the cache of a container: its backends, and what policies take where they say nothing.</summary>
/// <remarks>Used on one thread, while the container is configured.</remarks>
public sealed class CachingBuilder
{
    private readonly Dictionary<string, Func<CacheBackendContext, ICacheBackend>> _backends = new(
        StringComparer.Ordinal
    );
    private readonly List<VaryBySource> _varyBy = [];
    private readonly List<ServicePolicies> _policies = [];
    private string? _firstBackend;
    private string? _defaultBackend;
    private string _keyPrefix = "app";
    private TimeSpan? _defaultTtl;
    private double? _defaultJitter;
    private TimeSpan? _defaultSliding;
    private Func<double> _random = Random.Shared.NextDouble;
    private string? _defaultPrefix;
    private readonly BackgroundLoadOptions _background = new();
    private double? _defaultRefreshAhead;
    private IInvalidationJournal? _journal;
    private TimeSpan _fenceFor;
    private TimeProvider _time = System.TimeProvider.System;
    private ILoggerFactory _loggers = NullLoggerFactory.Instance;

    /// <summary>Gets what loads do when they fail or take long, where nothing else says it.</summary>
    internal FailSafeDraft FailSafe { get; } = new();

    /// <summary>Adds the embedded backend, which stores in this process. Without any backend this one is added.</summary>
    /// <param name="configure">Says how much it holds; left out, it has its defaults.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseMemory(Action<MemoryCacheOptions>? configure = null) => UseMemory("memory", configure);

    /// <summary>Adds the embedded backend under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="configure">Says how much it holds; left out, it has its defaults.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseMemory(string name, Action<MemoryCacheOptions>? configure = null)
    {
        var options = new MemoryCacheOptions();
        configure?.Invoke(options);
        return Use(name, context => new MemoryCacheBackend(options, context.TimeProvider));
    }

    /// <summary>Adds the backend that stores nothing. It is always there under the name <c>null</c>.</summary>
    /// <param name="name">Another name for it.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseNull(string name = "null") => Use(name, static _ => new NullCacheBackend());

    /// <summary>Adds a backend. The first one added is the default backend.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="create">Makes it; called once. The container shuts it down.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">Thrown when the name is empty or taken.</exception>
    public CachingBuilder Use(string name, Func<CacheBackendContext, ICacheBackend> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        if (!_backends.TryAdd(name, create))
        {
            throw new ArgumentException(
                $"There is a backend called \"{name}\" already; give the second one a name of its own.",
                nameof(name)
            );
        }

        _firstBackend ??= name;
        return this;
    }

    /// <summary>Names the backend that is taken where none is named.</summary>
    /// <param name="name">The name of a backend.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder DefaultBackend(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _defaultBackend = name;
        return this;
    }

    /// <summary>Sets the prefix of every key of this application; applications that share a backend need different ones.</summary>
    /// <param name="prefix">The prefix. The default is <c>app</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">Thrown when it is empty or holds a brace or a colon.</exception>
    public CachingBuilder KeyPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        if (prefix.AsSpan().IndexOfAny("{}:") >= 0)
        {
            throw new ArgumentException(
                $"The key prefix \"{prefix}\" holds a brace or a colon, which separate the parts of a key; leave them out.",
                nameof(prefix)
            );
        }

        _keyPrefix = prefix;
        return this;
    }

    /// <summary>Sets the time to live of what says nothing itself.</summary>
    /// <param name="ttl">The time to live. The default is 300 seconds.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is zero or less.</exception>
    public CachingBuilder DefaultTtl(TimeSpan ttl)
    {
        _defaultTtl = Guard.Ttl(ttl);
        return this;
    }

    /// <summary>Makes what was invalidated refuse the stores of loads for a while, where an invalidation doesn't say it itself.</summary>
    /// <param name="duration">
    /// How long: the longest time by which a replica that loads read from lags behind. The default is not at all.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is zero or less.</exception>
    /// <remarks>
    /// Explicit writes store. On Redis it holds in all processes that store there; else in the one that invalidates.
    /// </remarks>
    public CachingBuilder FenceFor(TimeSpan duration)
    {
        _fenceFor = Guard.Positive(duration, "FenceFor");
        return this;
    }

    /// <summary>Lets the time to live of each entry be shorter by chance, so that those stored together don't expire together.</summary>
    /// <param name="fraction">From 0 to 1: by which part it is shorter at the most. The default is none.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it isn't from 0 to 1.</exception>
    public CachingBuilder DefaultJitter(double fraction)
    {
        _defaultJitter = Guard.Jitter(fraction);
        return this;
    }

    /// <summary>Ends entries that aren't hit for a time, of what says nothing itself; their time to live remains the limit.</summary>
    /// <param name="window">The time. The default is none. What writes a shorter time to live doesn't slide.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is zero or less.</exception>
    public CachingBuilder DefaultSliding(TimeSpan window)
    {
        _defaultSliding = Guard.Positive(window, "A sliding window");
        return this;
    }

    /// <summary>Sets where the chance of jitter comes from.</summary>
    /// <param name="random">Gives numbers from 0 to below 1; called by many threads. The default is the system's.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseRandom(Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
        return this;
    }

    /// <summary>Sets the first part of keys, after the application's prefix, of what says nothing itself.</summary>
    /// <param name="prefix">The prefix. The default is <c>cache</c>.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder DefaultPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        _defaultPrefix = prefix;
        return this;
    }

    /// <summary>Sets after what part of its time to live an entry is loaded anew, of what says nothing itself.</summary>
    /// <param name="fraction">Between zero and one. The default, zero, is never.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Methods that can't be called again in the background are left out.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is less than zero, one or more, or no number.</exception>
    public CachingBuilder DefaultRefreshAhead(double fraction)
    {
        _defaultRefreshAhead = Guard.Fraction(fraction);
        return this;
    }

    /// <summary>Bounds the loads that run in the background.</summary>
    /// <param name="configure">Says how many there are at the same time, and how long they may take.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder BackgroundLoads(Action<BackgroundLoadOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_background);
        return this;
    }

    /// <summary>Makes a value that is no argument (tenant, user, culture) a part of every key of the container.</summary>
    /// <typeparam name="TContext">The service that knows the value; resolved from the scope that resolved the proxy.</typeparam>
    /// <param name="value">Reads the value, once per call.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder VaryBy<TContext>(Expression<Func<TContext, object?>> value)
        where TContext : notnull
    {
        _varyBy.Add(VaryBySources.From(value, PolicySources.Container));
        return this;
    }

    /// <summary>
    /// Sets policies of a service that another proxy wiring intercepts with <c>CachingInterceptor</c>; registrations
    /// with <c>EnableCaching</c> take theirs there.
    /// </summary>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="configure">Sets them.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder Policies<TService>(Action<ServicePolicies<TService>> configure)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(configure);
        var policies = new ServicePolicies<TService>();
        configure(policies);
        _policies.Add(policies);
        return this;
    }

    /// <summary>Sets where time comes from.</summary>
    /// <param name="timeProvider">The provider. The default is the system's.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _time = timeProvider;
        return this;
    }

    /// <summary>Sets where log lines go.</summary>
    /// <param name="loggerFactory">The factory. The default is nowhere.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseLoggerFactory(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _loggers = loggerFactory;
        return this;
    }

    /// <summary>Keeps invalidations that a backend couldn't carry out, so that a crash doesn't lose them.</summary>
    /// <param name="journal">Keeps them; of this process alone, and called by many threads. The default is none.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder UseInvalidationJournal(IInvalidationJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        return this;
    }

    internal CachingOptions Freeze()
    {
        var backends = new Dictionary<string, Func<CacheBackendContext, ICacheBackend>>(_backends);
        if (_firstBackend is null)
        {
            backends["memory"] = static context => new MemoryCacheBackend(null, context.TimeProvider);
        }

        backends.TryAdd("null", static _ => new NullCacheBackend());
        return new()
        {
            Backends = backends,
            DefaultBackend = _defaultBackend ?? _firstBackend ?? "memory",
            KeyPrefix = _keyPrefix,
            Defaults = new()
            {
                Ttl = _defaultTtl,
                Jitter = _defaultJitter,
                Sliding = _defaultSliding,
                Prefix = _defaultPrefix,
                FailSafe = FailSafe,
                RefreshAhead = _defaultRefreshAhead,
                VaryBy = [.. _varyBy],
            },
            Policies = [.. _policies],
            Journal = _journal,
            FenceFor = _fenceFor,
            Background = _background.Copy(),
            TimeProvider = _time,
            Random = _random,
            LoggerFactory = _loggers,
        };
    }
}
