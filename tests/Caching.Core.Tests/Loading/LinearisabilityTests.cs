using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>
/// Real threads over a versioned database: no call that began after an acknowledged invalidation or write gets an older
/// version. A run is a number of operations, not a span of time.
/// </summary>
public sealed class LinearisabilityTests
{
    private const int Keys = 8;
    private const int Workers = 8;

    private readonly long[] _database = new long[Keys];
    private readonly long[] _acknowledged = new long[Keys];
    private readonly SemaphoreSlim[] _writers = [.. Enumerable.Range(0, Keys).Select(_ => new SemaphoreSlim(1))];
    private CacheRegion _region = null!;

    [SetUp]
    public void EmptyTheDatabase()
    {
        Array.Clear(_database);
        Array.Clear(_acknowledged);
    }

    [TearDown]
    public void NoFlightIsLeftInTheAir()
    {
        var left = _region.Flights.Count;
        _region.Dispose();
        Assert.That(left, Is.Zero, "flights that never landed");
    }

    [OneTimeTearDown]
    public void End() => Array.ForEach(_writers, writer => writer.Dispose());

    [Test]
    public async Task Synchronous_callers_of_the_memory_backend_never_go_back_in_time([Values(1, 2, 3)] int seed) =>
        await RunAsync(seed, new MemoryCacheBackend(new() { Capacity = 6 }), 200_000, Operate);

    [Test]
    public async Task Asynchronous_callers_of_the_memory_backend_never_go_back_in_time([Values(1, 2, 3)] int seed) =>
        await RunAsync(seed, new MemoryCacheBackend(), 80_000, OperateAsync);

    [Test]
    public async Task Callers_of_an_asynchronous_backend_never_go_back_in_time([Values(1, 2, 3)] int seed) =>
        await RunAsync(seed, Yielding(new ScriptedBackend()), 40_000, OperateAsync);

    [Test]
    public async Task Callers_of_a_backend_that_checks_its_stores_never_go_back_in_time([Values(1, 2)] int seed) =>
        await RunAsync(seed, Yielding(new ScriptedBackend(checksPositions: true)), 40_000, OperateAsync);

    [Test]
    public async Task Synchronous_and_asynchronous_callers_together_never_go_back_in_time([Values(1, 2)] int seed) =>
        await RunAsync(
            seed,
            new MemoryCacheBackend(),
            80_000,
            random =>
            {
                if (random.Next(2) == 0)
                {
                    return OperateAsync(random);
                }

                Operate(random);
                return Task.CompletedTask;
            }
        );

    [Test]
    public async Task Each_key_is_loaded_once_however_close_its_callers_are_E11()
    {
        const int Rounds = 20_000;
        var loads = new int[Rounds];
        using var loggers = new TestKit.Recording.RecordingLoggerFactory();
        using var memory = new MemoryCacheBackend(new() { Capacity = 2 * Rounds });
        _region = new(new("tested", memory, TimeProvider.System, loggers.CreateLogger("Caching")));
        using var rounds = new Barrier(4);
        var threads = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Threads.Run(() =>
                {
                    for (var i = 0; i < Rounds; i++)
                    {
                        if (i % 100 == 0)
                        {
                            rounds.SignalAndWait();
                        }

                        var key = i;
                        _region.GetOrLoad(
                            Request(key),
                            new SyncDelegateTarget<long>(() => Interlocked.Increment(ref loads[key]))
                        );
                    }

                    return true;
                })
            );

        await Task.WhenAll(threads).InTime();

        Assert.That(loads.Count(each => each != 1), Is.Zero, "keys that weren't loaded exactly once");
    }

    private static ScriptedBackend Yielding(ScriptedBackend backend)
    {
        backend.Script.Yields = true;
        return backend;
    }

    private Task RunAsync(int seed, ICacheBackend backend, int operations, Action<Random> operate) =>
        RunAsync(
            seed,
            backend,
            operations,
            random =>
            {
                operate(random);
                return Task.CompletedTask;
            }
        );

    private async Task RunAsync(int seed, ICacheBackend backend, int operations, Func<Random, Task> operate)
    {
        using var loggers = new TestKit.Recording.RecordingLoggerFactory();
        _region = new(new("tested", backend, TimeProvider.System, loggers.CreateLogger("Caching")));
        var workers = Enumerable
            .Range(0, Workers)
            .Select(worker =>
                Task.Run(async () =>
                {
                    var random = new Random((seed * 100) + worker);
                    for (var i = 0; i < operations / Workers; i++)
                    {
                        await operate(random);
                    }
                })
            );
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(loggers.Lines, Is.Empty);
    }

    private void Operate(Random random)
    {
        var key = random.Next(Keys);
        if (random.Next(10) < 8)
        {
            var floor = Volatile.Read(ref _acknowledged[key]);
            Check(_region.GetOrLoad(Request(key), new SyncDelegateTarget<long>(() => Load(key))), floor, key);
            return;
        }

        if (!_writers[key].Wait(0))
        {
            return;
        }

        var version = Interlocked.Increment(ref _database[key]);
        if (random.Next(5) == 0)
        {
            _region.Set(Name(key), version, new() { Tags = [Tag(key)] });
        }
        else
        {
            _region.Invalidate([Pick(random, key)]);
        }

        Volatile.Write(ref _acknowledged[key], version);
        _writers[key].Release();
    }

    private async Task OperateAsync(Random random)
    {
        var key = random.Next(Keys);
        if (random.Next(10) < 8)
        {
            var floor = Volatile.Read(ref _acknowledged[key]);
            var target = new DelegateTarget<long>(_ => LoadAsync(key), default);
            Check(await _region.GetOrLoadAsync(Request(key), target), floor, key);
            return;
        }

        if (!_writers[key].Wait(0))
        {
            return;
        }

        var version = Interlocked.Increment(ref _database[key]);
        if (random.Next(5) == 0)
        {
            await _region.SetAsync(Name(key), version, new() { Tags = [Tag(key)] }, default);
        }
        else
        {
            await _region.InvalidateAsync([Pick(random, key)], default);
        }

        Volatile.Write(ref _acknowledged[key], version);
        _writers[key].Release();
    }

    private long Load(int key)
    {
        var version = Volatile.Read(ref _database[key]);
        Thread.Yield();
        return version;
    }

    private async Task<long> LoadAsync(int key)
    {
        var version = Volatile.Read(ref _database[key]);
        await Task.Yield();
        return version;
    }

    private static void Check(long version, long floor, int key)
    {
        if (version < floor)
        {
            Assert.Fail($"{Name(key)}: version {version} after version {floor} was acknowledged");
        }
    }

    private static string Name(int key) => $"k{key}";

    private static string Tag(int key) => $"t{key}";

    private static Invalidation Pick(Random random, int key) =>
        random.Next(8) switch
        {
            < 3 => Invalidation.Key(Name(key)),
            < 6 => Invalidation.Tag(Tag(key)),
            6 => Invalidation.Pattern($"?{key}"),
            _ => Invalidation.All,
        };

    private static LoadRequest<long> Request(int key) =>
        new(Name(key), ReturnShape.Value, [Tag(key)], new TestRules<long> { Tags = [Tag(key)] }, Metrics, default);

    private static readonly CallMetrics Metrics = new("tested", "test", TimeProvider.System);
}
