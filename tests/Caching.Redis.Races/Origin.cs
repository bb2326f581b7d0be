using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis.Races;

/// <summary>The committed versions, and per key the newest of them whose invalidation was acknowledged.</summary>
internal sealed class Origin(IConnectionMultiplexer connection) : IAsyncDisposable
{
    private readonly IDatabase _database = connection.GetDatabase();

    public static async Task<Origin> ConnectAsync(string origin)
    {
        var options = ConfigurationOptions.Parse(origin);
        options.SyncTimeout = options.AsyncTimeout = 60_000;
        return new(await ConnectionMultiplexer.ConnectAsync(options));
    }

    /// <summary>Reads a version, then takes some time, as a load does that computes something from it.</summary>
    public async Task<string> LoadAsync(RaceKey key, int delay)
    {
        var value = await _database.StringGetAsync("v:" + key.Name);
        for (; delay > 0; delay--)
        {
            await _database.PingAsync();
        }

        return Text(value);
    }

    public string Load(RaceKey key) => Text(_database.StringGet("v:" + key.Name));

    public Task<long> CommitAsync(RaceKey key) => _database.StringIncrementAsync("v:" + key.Name);

    public async Task<long> FloorAsync(RaceKey key) => (long)await _database.StringGetAsync("floor:" + key.Name);

    /// <summary>Says that nobody who begins from now on may see an older version; the writer's lock keeps the order.</summary>
    public Task RaiseFloorAsync(RaceKey key, long version) => _database.StringSetAsync("floor:" + key.Name, version);

    /// <summary>Waits until all processes are ready: one that begins late races with nobody.</summary>
    public async Task WaitForAllAsync(int processes)
    {
        await _database.StringIncrementAsync("ready");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((int)await _database.StringGetAsync("ready") < processes)
        {
            await timer.WaitForNextTickAsync(); // for as long as the others take: who starts them has a limit
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Text(RedisValue version) => ((long)version).ToString(CultureInfo.InvariantCulture);
}
