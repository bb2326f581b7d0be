using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Loading;

/// <summary>A region over a backend of one kind; after every test no flight is left in the air.</summary>
public abstract class RegionFixture(BackendKind kind)
{
    private protected CacheRegion Region { get; private set; } = null!;

    private protected BackendKind Kind => kind;

    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected RecordingLoggerFactory Logs { get; private set; } = null!;

    /// <summary>Gets the script of a backend that has one.</summary>
    private protected BackendScript Script => ((ScriptedBackend)Region.Guard.Backend).Script;

    /// <summary>Gets what the script calls a look-up.</summary>
    private protected string LookUp => kind == BackendKind.Fenced ? "look up" : "get";

    [SetUp]
    public void MakeTheRegion()
    {
        Time = new FakeTimeProvider();
        Logs = new RecordingLoggerFactory();
        ICacheBackend backend = kind switch
        {
            BackendKind.Memory => new MemoryCacheBackend(null, Time),
            BackendKind.Synchronous => new ScriptedSyncBackend(Time),
            BackendKind.Fenced => new ScriptedFencedBackend(Time),
            _ => new ScriptedBackend(Time, checksPositions: kind == BackendKind.Atomic),
        };
        Region = new CacheRegion(new BackendGuard("tested", backend, Time, Logs.CreateLogger("Caching")));
    }

    [TearDown]
    public void NoFlightIsLeftInTheAir()
    {
        // On a fenced backend a flight lands after its leader has gone.
        SpinWait.SpinUntil(() => Region.Flights.Count == 0, TimeSpan.FromSeconds(10));
        var left = Region.Flights.Count;
        Region.Dispose();
        Logs.Dispose();
        Assert.That(left, Is.Zero, "flights that never landed");
    }

    private protected Task<T> GetAsync<T>(
        string key,
        Func<CancellationToken, Task<T>> load,
        TestRules<T>? rules = null,
        CancellationToken token = default
    ) => Region.GetOrLoadAsync(Request(key, rules, token), new DelegateTarget<T>(load, token)).AsTask();

    private protected Task<T> GetAsync<T>(string key, Func<T> load, TestRules<T>? rules = null) =>
        GetAsync(key, _ => Task.FromResult(load()), rules);

    private protected T Get<T>(string key, Func<T> load, TestRules<T>? rules = null) =>
        Region.GetOrLoad(Request(key, rules, default), new SyncDelegateTarget<T>(load));

    /// <summary>What the next caller gets: the stored value, or what it loads itself.</summary>
    private protected Task<T> NextAsync<T>(string key, T loaded) => GetAsync(key, () => loaded).InTime();

    private static LoadRequest<T> Request<T>(string key, TestRules<T>? rules, CancellationToken token) =>
        new(
            key,
            ReturnShape.TaskOfT,
            rules?.Tags,
            rules ?? new(),
            new CallMetrics("tested", "test", TimeProvider.System),
            token
        )
        {
            FailSafe = rules?.FailSafe,
        };
}
