using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Caching.Redis.Tests;

/// <summary>Makes backends as a container would.</summary>
internal static class RedisBackends
{
    public static RedisCacheBackend New(
        string connectionString,
        string prefix,
        Action<RedisCacheOptions>? configure = null,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null
    )
    {
        var options = new RedisCacheOptions();
        configure?.Invoke(options);
        return new(
            new OwnedMultiplexer(ConnectionStrings.Parse(connectionString), options),
            options,
            new("redis", prefix, time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance)
        );
    }
}
