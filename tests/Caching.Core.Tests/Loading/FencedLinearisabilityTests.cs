using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>
/// Two processes on one fenced backend, over a versioned database: no call that began after an invalidation that either
/// of them acknowledged gets an older version, stored or not. A run is a number of operations, not a span of time.
/// </summary>
public sealed class FencedLinearisabilityTests
{
    private const int Keys = 3;
    private const int Workers = 12;
    private const int Operations = 40_000;

    private static readonly CallMetrics Metrics = new("tested", "test", TimeProvider.System);

    private readonly long[] _database = new long[Keys];
    private readonly long[] _acknowledged = new long[Keys];
    private readonly int[] _writers = new int[Keys];
    private CacheRegion[] _processes = [];

    [Test]
    public async Task No_call_goes_back_in_time([Values(1, 2, 3)] int seed, [Values] bool storesAll)
    {
        Array.Clear(_database);
        Array.Clear(_acknowledged);
        using var loggers = new TestKit.Recording.RecordingLoggerFactory();
        var backend = new ScriptedFencedBackend();
        backend.Script.Yields = true;
        var logger = loggers.CreateLogger("Caching");
        _processes =
        [
            .. Enumerable.Range(0, 2).Select(_ => new CacheRegion(new("tested", backend, TimeProvider.System, logger))),
        ];

        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(seed, worker, storesAll)));
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.That(loggers.Lines, Is.Empty);
        foreach (var process in _processes)
        {
            SpinWait.SpinUntil(() => process.Flights.Count == 0, TimeSpan.FromSeconds(10));
            Assert.That(process.Flights.Count, Is.Zero, "flights that never landed");
            process.Dispose();
        }
    }

    private async Task WorkAsync(int seed, int worker, bool storesAll)
    {
        var random = new Random((seed * 100) + worker);
        for (var i = 0; i < Operations / Workers; i++)
        {
            var (key, process) = (random.Next(Keys), _processes[random.Next(2)]);
            if (random.Next(10) < 8)
            {
                await ReadAsync(process, key, random.Next(4) == 0, storesAll);
            }
            else if (Interlocked.Exchange(ref _writers[key], 1) == 0)
            {
                await WriteAsync(process, key, random);
                Volatile.Write(ref _writers[key], 0);
            }
        }
    }

    private async Task ReadAsync(CacheRegion process, int key, bool isSync, bool storesAll)
    {
        var floor = Volatile.Read(ref _acknowledged[key]);
        var rules = new TestRules<long> { Tags = [$"t{key}"], Stores = version => storesAll || version % 2 == 0 };
        var request = new LoadRequest<long>($"k{key}", ReturnShape.Value, rules.Tags, rules, Metrics, default);
        var version = isSync
            ? process.GetOrLoad(request, new SyncDelegateTarget<long>(() => Volatile.Read(ref _database[key])))
            : await process.GetOrLoadAsync(request, new DelegateTarget<long>(_ => LoadAsync(key), default));
        if (version < floor)
        {
            Assert.Fail($"k{key}: version {version} after version {floor} was acknowledged");
        }
    }

    private async Task WriteAsync(CacheRegion process, int key, Random random)
    {
        var version = Interlocked.Increment(ref _database[key]);
        await process.InvalidateAsync(
            [
                random.Next(6) switch
                {
                    < 3 => Invalidation.Key($"k{key}"),
                    < 5 => Invalidation.Tag($"t{key}"),
                    _ => Invalidation.Pattern($"?{key}"),
                },
            ],
            default
        );
        Volatile.Write(ref _acknowledged[key], version);
    }

    private async Task<long> LoadAsync(int key)
    {
        var version = Volatile.Read(ref _database[key]);
        await Task.Yield();
        await Task.Yield();
        return version;
    }
}
