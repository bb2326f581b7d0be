using Caching.Redis.Servers;
using Caching.TestKit.Recording;
using StackExchange.Redis;

namespace Caching.Redis.Tests;

/// <summary>A cache as one process of an application has it: the engine over one Redis backend.</summary>
internal sealed class RedisEngine : IAsyncDisposable
{
    // A budget ends nothing here but what would hang: a busy machine takes more than the default now and then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CachingRuntime _runtime;

    private RedisEngine(string prefix, TimeProvider? time, Action<CachingBuilder> use)
    {
        Prefix = prefix;
        var builder = new CachingBuilder()
            .KeyPrefix(prefix)
            .UseTimeProvider(time ?? TimeProvider.System)
            .UseLoggerFactory(Logs);
        use(builder);
        _runtime = new CachingRuntime(builder.Freeze());
    }

    public string Prefix { get; }

    /// <summary>Gets the tag under which this engine's backend is counted: its name is the prefix.</summary>
    public string MeterTag => $"backend={Prefix}";

    public RecordingLoggerFactory Logs { get; } = new();

    public ICacheService Cache => _runtime.Service;

    public RedisCacheBackend Backend => (RedisCacheBackend)_runtime.Manager.GetBackend();

    /// <summary>Gets how many invalidations wait.</summary>
    public int Pending => Guard.PendingCount;

    public string Health => Guard.DescribeHealth();

    private BackendGuard Guard => ((CacheManager)_runtime.Manager).Region(null).Guard;

    /// <summary>Makes one with a connection of its own.</summary>
    public static RedisEngine On(
        string connectionString,
        string prefix,
        Action<RedisCacheOptions>? configure = null,
        TimeProvider? time = null,
        TimeSpan? fenceFor = null
    ) =>
        new(
            prefix,
            time,
            builder =>
            {
                builder.UseRedis(prefix, connectionString, Patient(configure));
                if (fenceFor is { } duration)
                {
                    builder.FenceFor(duration);
                }
            }
        );

    /// <summary>Makes one on a connection of the test's.</summary>
    public static RedisEngine On(
        IConnectionMultiplexer connection,
        string prefix,
        Action<RedisCacheOptions>? configure = null,
        TimeProvider? time = null
    ) => new(prefix, time, builder => builder.UseRedis(prefix, connection, Patient(configure)));

    /// <summary>Returns options with which nothing is given up because the machine is busy.</summary>
    public static Action<RedisCacheOptions> Patient(Action<RedisCacheOptions>? configure = null) =>
        options =>
        {
            options.Budget = Patience;
            configure?.Invoke(options);
        };

    /// <summary>Returns the name of an entry on the server.</summary>
    public string Entry(string key, int buckets = 1) =>
        new KeySpace(Prefix, buckets)[$"{Prefix}:{key}"].Entry($"{Prefix}:{key}").ToString();

    /// <summary>Loads a value for a key, or finds it there.</summary>
    public ValueTask<T> LoadAsync<T>(string key, T value, params string[] tags) =>
        Cache.GetOrCreateAsync(key, _ => Task.FromResult(value), new() { Tags = tags });

    /// <summary>Returns once a value is loaded and stored: who leads a load doesn't wait for the store.</summary>
    public async Task StoreAsync<T>(string key, T value, params string[] tags)
    {
        await Polling.UntilAsync(
            async () =>
            {
                await LoadAsync(key, value, tags);
                return (await Cache.GetAsync<T>(key)).IsHit;
            },
            $"{key} is stored"
        );
    }

    /// <summary>Returns once nothing is loaded or stored any more: who leads a load doesn't wait for its store.</summary>
    public Task LandedAsync() =>
        Polling.UntilAsync(
            () => Task.FromResult(((CacheManager)_runtime.Manager).Region(null).Flights.Count == 0),
            "everything has landed"
        );

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        Logs.Dispose();
    }
}
