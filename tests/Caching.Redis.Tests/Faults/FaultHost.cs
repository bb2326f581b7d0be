using System.Collections.Concurrent;
using Autofac;
using Caching.Redis.Servers;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Redis.Tests.Faults;

/// <summary>A container whose calls are cached in Redis, what it logged and measured, and checks of what calls return.</summary>
internal sealed class FaultHost : IAsyncDisposable
{
    public const string Prefix = "shop";

    // Where nothing stalls, a busy machine is to break no test.
    private static readonly Action<RedisCacheOptions> Patient = options => options.Budget = TimeSpan.FromSeconds(5);
    private static int _count;
    private readonly ConcurrentDictionary<int, long> _acknowledged = [];

    public FaultHost(
        string connectionString,
        Action<RedisCacheOptions>? configure = null,
        IInvalidationJournal? journal = null,
        Stock? target = null,
        string? name = null
    )
        : this((caching, own) => caching.UseRedis(own, connectionString, configure ?? Patient), journal, target, name)
    { }

    public FaultHost(
        Action<CachingBuilder, string> use,
        IInvalidationJournal? journal = null,
        Stock? target = null,
        string? name = null
    )
    {
        // The meter is one for the process: names tell the tests apart.
        Name = name ?? $"redis-{Interlocked.Increment(ref _count)}";
        Target = target ?? new Stock();
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
        {
            use(caching.KeyPrefix(Prefix).UseLoggerFactory(Log), Name);
            _ = journal is null ? caching : caching.UseInvalidationJournal(journal);
        });
        builder.RegisterInstance(Target).As<IStock>().EnableCaching();
        Container = builder.Build();
        Stock = Container.Resolve<IStock>();
        Cache = Container.Resolve<ICacheService>();
    }

    public string Name { get; }

    public Stock Target { get; }

    public IContainer Container { get; }

    public IStock Stock { get; }

    public ICacheService Cache { get; }

    public RecordingLoggerFactory Log { get; } = new();

    public MeterRecorder Meter { get; } = new();

    public ICacheBackend Backend => Container.Resolve<ICacheManager>().GetBackend();

    /// <summary>The name of an entry on the server.</summary>
    public static string EntryOf(int id) => $"{{{Prefix}:0}}:e:{Prefix}:cache:offer:{id}";

    public int Lines(string eventName) => Log.Named(eventName).Count();

    public double Sum(string instrument, params string[] tags) => Meter.Sum(instrument, [$"backend={Name}", .. tags]);

    /// <summary>Calls, checks the result, and tells whether it came from the cache.</summary>
    /// <remarks>Of one caller at a time, as the calls of the origin are counted.</remarks>
    public async Task<bool> IsHitAsync(int id, bool isSync = false)
    {
        var before = Target.Calls;
        await ReadAsync(id, isSync);
        return Target.Calls == before;
    }

    /// <summary>Calls, and checks that what was changed before isn't older than that.</summary>
    public async Task ReadAsync(int id, bool isSync = false)
    {
        var floor = _acknowledged.GetValueOrDefault(id);
        var offer = isSync ? Stock.Offer(id) : await Stock.OfferAsync(id).InTime();
        Check(offer, id, floor);
    }

    public void Read(int id)
    {
        var floor = _acknowledged.GetValueOrDefault(id);
        Check(Stock.Offer(id), id, floor);
    }

    public Task ChangeAsync(int id) => ChangeAsync(id, Stock.ChangeByTagAsync);

    /// <summary>Changes; from then on nothing older may be read.</summary>
    public async Task ChangeAsync(int id, Func<int, Task> change)
    {
        await change(id).InTime();
        _acknowledged[id] = Target.VersionOf(id);
    }

    /// <summary>Waits until a measured sum is reached: an asynchronous caller goes on before its store is over.</summary>
    public Task SumIsAsync(double sum, string instrument, params string[] tags) =>
        Polling.UntilAsync(() => Task.FromResult(Sum(instrument, tags) >= sum), $"{instrument} is {sum}");

    /// <summary>Waits until calls are hits; every one until then is checked, too.</summary>
    public async Task HitsAsync(int id, bool isSync = false) =>
        await Polling.UntilAsync(() => IsHitAsync(id, isSync), $"offer {id} is a hit");

    /// <summary>Waits until the backend is used as if nothing had been.</summary>
    public Task WorksAsync() =>
        Polling.UntilAsync(
            () => Task.FromResult(Sum("caching.breaker.open") == 0 && Sum("caching.invalidations.pending") == 0),
            "all sides work, and nothing is pending"
        );

    /// <summary>Waits until callers are kept away from all sides.</summary>
    public Task IsOpenAsync(int id) =>
        Polling.UntilAsync(
            async () =>
            {
                await ReadAsync(id);
                return Sum("caching.breaker.open", "side=read") == 1;
            },
            "the reading side is open"
        );

    /// <summary>Checks that one line was written when it failed and one when it worked again.</summary>
    public void SaysOnce() =>
        Assert.That((Lines("BackendFails"), Lines("BackendWorksAgain")), Is.EqualTo((1, 1)), AllTexts());

    /// <summary>Everything that people could get to read.</summary>
    public string AllTexts() =>
        string.Join('\n', Log.Lines.Select(line => $"{line.Message} {line.Exception}"))
        + Container.DescribeCaching()
        + Backend;

    public async ValueTask DisposeAsync()
    {
        await Container.DisposeAsync();
        Meter.Dispose();
        Log.Dispose();
    }

    /// <summary>The budget that a backend has by default, for the tests that are about it.</summary>
    public static void ByDefault(RedisCacheOptions options) => ArgumentNullException.ThrowIfNull(options);

    private static void Check(Offer offer, int id, long floor)
    {
        if (offer.Id != id || offer.Version < floor || offer.Text != $"offer {id} in version {offer.Version}")
        {
            throw new InvalidOperationException($"Wrong: {offer}, asked for {id} of version {floor} or later.");
        }
    }
}
