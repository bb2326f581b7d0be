using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary>A cluster of three primaries and three replicas, and an engine on it for each test.</summary>
public abstract class ClusterFixture
{
    private protected const int Buckets = 64;

    private static int _prefixes;
    private RedisCluster? _cluster;
    private RedisEngine? _engine;

    private protected RedisCluster Cluster => _cluster!;

    private protected RedisEngine Engine => _engine!;

    private protected ICacheService Cache => Engine.Cache;

    private protected KeySpace Keys { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartTheCluster()
    {
        Needs.Redis();
        _cluster = await RedisCluster.StartAsync();
    }

    [SetUp]
    public async Task MakeAnEngine()
    {
        _engine = RedisEngine.On(Cluster.ConfigurationString, $"cluster{Interlocked.Increment(ref _prefixes)}");
        Keys = new KeySpace(Engine.Prefix, Buckets);
        await Cache.InitializeAsync();
    }

    [TearDown]
    public async Task EndTheEngine()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [OneTimeTearDown]
    public async Task EndTheCluster() => await (_cluster?.DisposeAsync() ?? default);

    /// <summary>Keys of which each bucket has four.</summary>
    private protected IReadOnlyList<string> KeysOfAllBuckets(string head)
    {
        string[] keys =
        [
            .. Enumerable
                .Range(0, 100 * Buckets)
                .Select(number => $"{head}{number}")
                .GroupBy(key => Keys[$"{Engine.Prefix}:{key}"])
                .SelectMany(inBucket => inBucket.Take(4)),
        ];
        Assert.That(keys, Has.Length.EqualTo(4 * Buckets));
        return keys;
    }

    private protected async Task<int> CountHitsAsync(IReadOnlyList<string> keys) =>
        (await Cache.GetManyAsync<int>(keys)).Count;

    private protected Task<RedisProcess> PrimaryOfAsync(RedisKey key) => Cluster.PrimaryOfKeyAsync(key.ToString());
}
