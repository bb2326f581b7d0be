using Caching.Redis;
using StackExchange.Redis;

namespace Caching;

/// <summary>Adds Redis to a container's backends.</summary>
public static class RedisCachingBuilderExtensions
{
    /// <summary>Adds a Redis backend; it connects when it is first used, and starts while the server is down.</summary>
    /// <param name="caching">The builder.</param>
    /// <param name="name">The backend's name.</param>
    /// <param name="connectionString">
    /// As StackExchange.Redis reads it, such as <c>localhost:6379,password=…</c>; for Sentinel with <c>serviceName=…</c>.
    /// </param>
    /// <param name="configure">Says how it behaves; left out, it has its defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Thrown when the connection string can't be read; it isn't repeated.</exception>
    public static CachingBuilder UseRedis(
        this CachingBuilder caching,
        string name,
        string connectionString,
        Action<RedisCacheOptions>? configure = null
    ) => caching.UseRedis(name, ConnectionStrings.Parse(connectionString), configure);

    /// <summary>Adds a Redis backend with a connection of its own.</summary>
    /// <param name="caching">The builder.</param>
    /// <param name="name">The backend's name.</param>
    /// <param name="configuration">
    /// Where and how to connect; copied. Time-outs, backlog and reconnection are set to what
    /// <see cref="RedisCacheOptions"/> promise.
    /// </param>
    /// <param name="configure">Says how it behaves; left out, it has its defaults.</param>
    /// <returns>The builder.</returns>
    public static CachingBuilder UseRedis(
        this CachingBuilder caching,
        string name,
        ConfigurationOptions configuration,
        Action<RedisCacheOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return caching.Use(name, options => new OwnedMultiplexer(configuration, options), configure);
    }

    /// <summary>Adds a Redis backend that shares a connection of the application's, and doesn't dispose it.</summary>
    /// <param name="caching">The builder.</param>
    /// <param name="name">The backend's name.</param>
    /// <param name="multiplexer">The connection. Its own time-outs hold for synchronous calls.</param>
    /// <param name="configure">Says how it behaves; left out, it has its defaults.</param>
    /// <returns>The builder.</returns>
    public static CachingBuilder UseRedis(
        this CachingBuilder caching,
        string name,
        IConnectionMultiplexer multiplexer,
        Action<RedisCacheOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        return caching.Use(name, _ => new BorrowedMultiplexer(multiplexer), configure);
    }

    private static CachingBuilder Use(
        this CachingBuilder caching,
        string name,
        Func<RedisCacheOptions, IMultiplexerSource> source,
        Action<RedisCacheOptions>? configure
    )
    {
        ArgumentNullException.ThrowIfNull(caching);
        var options = new RedisCacheOptions();
        configure?.Invoke(options);
        return caching.Use(name, context => new RedisCacheBackend(source(options), options, context));
    }
}
