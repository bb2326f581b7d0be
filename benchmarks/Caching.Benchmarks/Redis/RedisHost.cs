using Autofac;
using Caching.Redis.Servers;
using StackExchange.Redis;

namespace Caching.Benchmarks.Redis;

/// <summary>A server of our own, with a cached service on it and a plain connection beside it.</summary>
internal sealed class RedisHost : IAsyncDisposable
{
    private readonly RedisProcess _server;
    private readonly IContainer _container;

    private RedisHost(RedisProcess server, IContainer container, ConnectionMultiplexer plain, RemoteQuotes origin)
    {
        (_server, _container, Plain, Origin) = (server, container, plain, origin);
    }

    public RedisProcess Server => _server;

    /// <summary>Gets a connection with the client's own defaults, beside the backend's.</summary>
    public ConnectionMultiplexer Plain { get; }

    public RemoteQuotes Origin { get; }

    public IRemoteQuotes Quotes => _container.Resolve<IRemoteQuotes>();

    public ICacheService Cache => _container.Resolve<ICacheService>();

    public static async Task<RedisHost> StartAsync()
    {
        // Before any connection: both read their replies in the same way.
        ConnectionMultiplexer.SetFeatureFlag("DedicatedThreads", true);
        var server = await RedisProcess.StartAsync();
        var origin = new RemoteQuotes();
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseRedis("redis", server.EndPoint.ToString()).KeyPrefix("bench"));
        builder
            .RegisterInstance(origin)
            .As<IRemoteQuotes>()
            .ExternallyOwned()
            .EnableCaching(
                (ServicePolicies<IRemoteQuotes> policies) =>
                    policies.Cached(quotes => quotes.GetAsync(Arg.Any<int>()), policy => policy.Tags("quotes"))
            );
        var container = builder.Build();
        await container.InitializeCachingAsync();
        return new(server, container, await server.ConnectAsync(), origin);
    }

    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        await Plain.DisposeAsync();
        await _server.DisposeAsync();
    }
}
