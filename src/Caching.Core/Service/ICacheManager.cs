namespace Caching;

/// <summary>Knows the backends by name.</summary>
/// <remarks>Thread-safe. Names are compared ordinally. Shut down with the container.</remarks>
public interface ICacheManager
{
    /// <summary>Gets the name of the backend that is taken where none is named.</summary>
    string DefaultBackend { get; }

    /// <summary>Gets the names of all backends.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Finds a backend.</summary>
    /// <param name="name">Its name; <see langword="null"/> finds the default backend.</param>
    /// <returns>The backend itself: its failures escape, and single flight doesn't apply.</returns>
    /// <exception cref="CacheConfigurationException">Thrown when no backend has this name; it lists those there are.</exception>
    ICacheBackend GetBackend(string? name = null);

    /// <summary>Prepares every backend.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when all are ready.</returns>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>Shuts every backend down; calling it again does nothing.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when all are shut down.</returns>
    ValueTask ShutdownAsync(CancellationToken cancellationToken = default);
}
