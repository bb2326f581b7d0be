using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Holds the regions of a container by name.</summary>
internal sealed class CacheManager : ICacheManager, IDisposable, IAsyncDisposable
{
    private readonly Dictionary<string, CacheRegion> _regions;
    private int _isShutDown;

    public CacheManager(
        IReadOnlyDictionary<string, ICacheBackend> backends,
        string defaultBackend,
        TimeProvider time,
        ILogger logger,
        IInvalidationJournal? journal = null,
        TimeSpan fenceFor = default
    )
    {
        DefaultBackend = defaultBackend;
        _regions = backends.ToDictionary(
            named => named.Key,
            named => new CacheRegion(new BackendGuard(named.Key, named.Value, time, logger, journal))
            {
                FenceFor = fenceFor,
            },
            StringComparer.Ordinal
        );
    }

    public string DefaultBackend { get; }

    public IReadOnlyCollection<string> Names => _regions.Keys;

    public ICacheBackend GetBackend(string? name = null) => Region(name).Guard.Backend;

    public CacheRegion Region(string? name) =>
        TryGetRegion(name, out var region)
            ? region
            : throw new CacheConfigurationException([UnknownBackend($"{nameof(ICacheManager)}", name)]);

    /// <summary>Finds the region that is to hold values of a type; one that can't give them back is refused at once.</summary>
    /// <exception cref="CacheOperationException">Thrown when the backend can't store the type.</exception>
    public CacheRegion RegionFor<T>(string? name, string operation, string? key)
    {
        var region = Region(name);
        return region.Check(Replay.StoredType(typeof(T))) is not { } problem
            ? region
            : throw new CacheOperationException(
                $"{FriendlyNames.Of(typeof(T))} in backend \"{region.Name}\": {problem.What} {problem.WayOut}",
                operation,
                key
            );
    }

    public bool TryGetRegion(string? name, out CacheRegion region) =>
        _regions.TryGetValue(name ?? DefaultBackend, out region!);

    public CachingProblem UnknownBackend(string where, string? name) =>
        new(
            where,
            $"no backend is called \"{name ?? DefaultBackend}\"; there are {string.Join(", ", Names.Order(StringComparer.Ordinal))}.",
            "Name one of these, or add it in AddCaching, such as caching.UseMemory(\"name\")."
        );

    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        foreach (var region in _regions.Values)
        {
            await region.Guard.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask ShutdownAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isShutDown, 1) != 0)
        {
            return;
        }

        foreach (var region in _regions.Values)
        {
            region.Dispose();
            await region.Guard.ShutDownAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Shuts down without waiting; a backend that is only asynchronously disposable needs the other way.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isShutDown, 1) != 0)
        {
            return;
        }

        foreach (var region in _regions.Values)
        {
            region.Dispose();
            (region.Guard.Backend as IDisposable)?.Dispose();
        }
    }

    public ValueTask DisposeAsync() => ShutdownAsync();
}
