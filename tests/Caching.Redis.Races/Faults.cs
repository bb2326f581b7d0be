using StackExchange.Redis;

namespace Caching.Redis.Races;

/// <summary>Does to the logs what evictions, restarts and operators do.</summary>
internal sealed class Faults(IConnectionMultiplexer connection, KeySpace keys) : IAsyncDisposable
{
    // A flush now and then only: it also makes everything a miss.
    private const int FlushOneIn = 50;

    private readonly IDatabase _database = connection.GetDatabase();

    public static async Task<Faults> ConnectAsync(RaceOptions race)
    {
        var options = ConfigurationOptions.Parse(race.Cache);
        options.AllowAdmin = true;
        options.SyncTimeout = options.AsyncTimeout = 60_000;
        return new(await ConnectionMultiplexer.ConnectAsync(options), new(Racer.Prefix, race.Buckets));
    }

    public async Task HappenAsync(Random random)
    {
        var log = keys.Buckets[random.Next(keys.Buckets.Count)].Log;
        if (random.Next(FlushOneIn) == 0)
        {
            foreach (
                var server in connection.GetServers().Where(each => each is { IsConnected: true, IsReplica: false })
            )
            {
                await server.FlushAllDatabasesAsync();
            }
        }
        else if (random.Next(5) == 0)
        {
            await _database.SortedSetRemoveRangeByRankAsync(log, 0, -2);
        }
        else
        {
            await _database.KeyDeleteAsync(log);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
