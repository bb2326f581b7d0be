using Caching.Redis.Races;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Races;

/// <summary>The parts of the backend, in one bucket of a key space of their own, so that a test takes each step itself.</summary>
internal sealed class FencedServer
{
    private static readonly RedisCacheOptions Options = new()
    {
        Budget = TimeSpan.FromSeconds(60), // only ends what would hang
        Buckets = 1,
    };
    private static int _prefixes;

    private readonly IDatabase _database;
    private readonly RedisCalls _calls;
    private readonly FenceCalls _fence;
    private readonly RedisEntries _entries;
    private readonly KeyScan _scan;
    private readonly KeySpace _keys;

    private FencedServer(IConnectionMultiplexer connection, RedisScripts scripts)
    {
        var time = TimeProvider.System;
        var prefix = $"races{Interlocked.Increment(ref _prefixes)}";
        var failures = new RedisFailures("redis", time, Options.Budget);
        var handshake = new Handshake("redis", prefix, [scripts], Options, time);
        var connector = new RedisConnector(
            new BorrowedMultiplexer(connection),
            handshake,
            failures,
            Options.Budget,
            time
        );
        _database = connection.GetDatabase();
        _calls = new RedisCalls("redis", connector, failures, Options, time);
        _fence = new FenceCalls(Options, time);
        _entries = new RedisEntries(
            _calls,
            _fence,
            new EntryCodec(Options.Serializer, null, Options.MaxPayload, time),
            new PrimaryEpoch(),
            new Undecodables("redis")
        );
        _scan = new KeyScan(_calls, "redis");
        _keys = new KeySpace(prefix, 1);
    }

    public Bucket Bucket => _keys.Buckets[0];

    /// <summary>Begins with an empty server.</summary>
    public static async Task<FencedServer> NewAsync(IConnectionMultiplexer connection, RedisScripts scripts)
    {
        await connection.GetDatabase().ExecuteAsync("FLUSHALL");
        return new(connection, scripts);
    }

    public async Task<string?> GetAsync(string key) => (await _entries.LookUpAsync<string>(key, default)).Value;

    public async Task<CacheMark> BeginAsync(string key) => await _entries.BeginAsync(key, default);

    public async Task PutAsync(string key, string value, string tag, CacheMark since) =>
        await _entries.SetAsync(key, value, new CacheEntryOptions { Tags = [tag], Since = since }, default);

    public Task DeleteAsync(params string[] keys) => RunAsync(_fence.Delete(Bucket, keys));

    public Task AppendTagAsync(string tag) => RunAsync(_fence.InvalidateTags(Bucket, [tag]));

    public async Task DrainAsync(string tag)
    {
        while (FenceCalls.IsUnfinished(await RunAsync(FenceCalls.Drain(Bucket, tag)))) { }
    }

    public Task AppendGlobAsync(string glob) => RunAsync(_fence.Glob(Bucket, glob));

    public async Task ScanAsync(string glob) => await _scan.RemoveAsync(glob, null, default);

    public async Task HoldAsync(Invalidation subject)
    {
        foreach (var call in new HoldCalls(Options).Hold(_keys, [subject with { FenceFor = TimeSpan.FromMinutes(5) }]))
        {
            await RunAsync(call);
        }
    }

    /// <summary>Ends all holds, as time does.</summary>
    public async Task EndHoldsAsync()
    {
        foreach (var holds in (RedisKey[])[Bucket.Holds, Bucket.Globs])
        {
            foreach (var member in await _database.SortedSetRangeByRankAsync(holds))
            {
                await _database.SortedSetAddAsync(holds, member, 1);
            }
        }
    }

    /// <summary>Puts so much into the index of a tag that its first step doesn't empty it.</summary>
    public Task FillIndexAsync(string tag) =>
        _database.SortedSetAddAsync(
            Bucket.Index(tag),
            [
                .. Enumerable
                    .Range(0, FenceCalls.Batch)
                    .Select(number => new SortedSetEntry(
                        $"gone{number}",
                        DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 60_000
                    )),
            ]
        );

    public Task HappenAsync(Fault fault) =>
        fault switch
        {
            Fault.Flush => _database.ExecuteAsync("FLUSHALL"),
            Fault.LogIsGone => _database.KeyDeleteAsync(Bucket.Log),
            Fault.LogIsTrimmed => _database.SortedSetRemoveRangeByRankAsync(Bucket.Log, 0, -2),
            Fault.ClockStepsBack => _database.StringSetAsync(SeededScripts.ClockOffset, -1),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };

    private async Task<RedisResult> RunAsync(ScriptCall call) => await _calls.RunAsync(call, default);
}
