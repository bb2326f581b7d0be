using Caching.Redis.Servers;
using Caching.TestKit.Contract;
using Caching.TestKit.Doubles;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Contract;

/// <summary>The contract of every backend, on a real server: each test has a prefix, and so a key space, of its own.</summary>
public abstract class RemoteContract : CacheBackendContract
{
    private static int _prefixes;
    private string _prefix = "";
    private ShiftedTimeProvider _time = null!;

    protected IConnectionMultiplexer Connection { get; private protected set; } = null!;

    protected abstract string ConnectionString { get; }

    /// <summary>Gives a prefix under which there is nothing yet.</summary>
    protected virtual string NewKeySpace() => $"contract{Interlocked.Increment(ref _prefixes)}";

    protected override ICacheBackend CreateSut()
    {
        _prefix = NewKeySpace();
        _time = new ShiftedTimeProvider();
        return RedisBackends.New(ConnectionString, _prefix, RedisEngine.Patient(), time: _time);
    }

    protected override void Pass(TimeSpan time) => _time.Shift(time);

    protected override async Task ExpireAsync(string key)
    {
        var database = Connection.GetDatabase();
        var name = await FindAsync(key);
        Assert.That((await database.KeyTimeToLiveAsync(name))!.Value, Is.InRange(Ttl - TimeSpan.FromSeconds(20), Ttl));
        await database.KeyExpireAsync(name, TimeSpan.FromMilliseconds(1));
        await Polling.UntilAsync(async () => !await database.KeyExistsAsync(name), $"{key} expires");
    }

    protected override async Task PassAsync(string key, TimeSpan time)
    {
        var database = Connection.GetDatabase();
        var name = await FindAsync(key);
        var left = (await database.KeyTimeToLiveAsync(name))!.Value;
        _time.Shift(time);
        if (left > time)
        {
            await database.KeyExpireAsync(name, left - time);
        }
        else
        {
            await database.KeyDeleteAsync(name);
        }
    }

    [Test]
    public async Task What_is_held_refuses_the_stores_of_loads_until_the_time_is_over()
    {
        var fenced = (IFencedCacheBackend)Sut;
        var lag = TimeSpan.FromMinutes(5);
        var brief = TimeSpan.FromMilliseconds(30);
        await fenced.HoldAsync([Invalidation.Key("key") with { FenceFor = lag }], default);
        await fenced.HoldAsync([Invalidation.Tag("tag") with { FenceFor = lag }], default);
        fenced.Hold([Invalidation.Pattern("glob:*") with { FenceFor = lag }]);

        Assert.That(await StoreAsync("key"), Is.EqualTo(Verdict.Held));
        Assert.That(await StoreAsync("other", "tag"), Is.EqualTo(Verdict.Held));
        Assert.That(await StoreAsync("glob:1"), Is.EqualTo(Verdict.Held));
        Assert.That(await StoreAsync("other"), Is.EqualTo(Verdict.Stored));

        foreach (var key in (string[])["a", "b"])
        {
            var subject = key == "a" ? Invalidation.Key(key) : Invalidation.Pattern(key);
            fenced.Hold([subject with { FenceFor = brief }]);
            await Polling.UntilAsync(async () => await StoreAsync(key) == Verdict.Stored, $"{key} is stored again");
        }

        async Task<Verdict> StoreAsync(string key, params string[] tags)
        {
            var since = await fenced.BeginAsync(key, default);
            return await fenced.StoreAsync(key, "loaded", new() { Since = since, Tags = tags }, default);
        }
    }

    [TearDown]
    public async Task ShutTheSuspectDown() => await ((IAsyncDisposable)Sut).DisposeAsync();

    [OneTimeTearDown]
    public async Task Disconnect() => await (Connection?.DisposeAsync() ?? default);

    private async Task<RedisKey> FindAsync(string key)
    {
        foreach (var buckets in new[] { 1, 64 })
        {
            var name = new KeySpace(_prefix, buckets)[key].Entry(key);
            if (await Connection.GetDatabase().KeyExistsAsync(name))
            {
                return name;
            }
        }

        throw new InvalidOperationException($"\"{key}\" isn't on the server.");
    }
}
