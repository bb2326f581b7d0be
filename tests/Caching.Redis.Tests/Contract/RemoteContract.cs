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
