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

    /// <summary>Gets the bounds of background loads.</summary>
    public BackgroundLoadOptions Background { get; init; } = new();

    public required TimeProvider TimeProvider { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }
}
