using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>What a <see cref="CachingBuilder"/> was told, frozen.</summary>
internal sealed record CachingOptions
{
    public static readonly TimeSpan BuiltInTtl = TimeSpan.FromSeconds(300);

    public required IReadOnlyDictionary<string, Func<CacheBackendContext, ICacheBackend>> Backends { get; init; }

    public required string DefaultBackend { get; init; }

    public required string KeyPrefix { get; init; }

    public required ContainerDefaults Defaults { get; init; }

    /// <summary>Gets the policies of services that another wiring proxies.</summary>
    public required IReadOnlyList<ServicePolicies> Policies { get; init; }

    /// <summary>Gets where invalidations that wait are kept across the end of the process.</summary>
    public IInvalidationJournal? Journal { get; init; }

    /// <summary>Gets for how long what was invalidated refuses stores.</summary>
    public TimeSpan FenceFor { get; init; }

    /// <summary>Gets the bounds of background loads.</summary>
    public BackgroundLoadOptions Background { get; init; } = new();

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Gets what gives jitter its numbers, from 0 to below 1.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    public required ILoggerFactory LoggerFactory { get; init; }
}
