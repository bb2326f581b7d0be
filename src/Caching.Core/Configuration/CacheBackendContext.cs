using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>What a backend gets to know of its container when it is made.</summary>
/// <param name="Name">The backend's name.</param>
/// <param name="KeyPrefix">The application's prefix, which stands before every key already.</param>
/// <param name="TimeProvider">Where time comes from.</param>
/// <param name="LoggerFactory">Where log lines go.</param>
public sealed record CacheBackendContext(
    string Name,
    string KeyPrefix,
    TimeProvider TimeProvider,
    ILoggerFactory LoggerFactory
);
