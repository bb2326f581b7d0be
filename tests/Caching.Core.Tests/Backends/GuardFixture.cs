using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary>A guard over a backend that fails as a test tells it to.</summary>
public abstract class GuardFixture
{
    private protected const string Name = "guarded";

    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected RecordingLoggerFactory Logs { get; private set; } = null!;

    private protected ScriptedSyncBackend Backend { get; private set; } = null!;

    private protected BackendGuard Sut { get; private set; } = null!;

    private protected BackendScript Script => Backend.Script;

    private protected static Exception Down { get; } = new CacheConnectionException("down", Name);

    [SetUp]
    public void MakeTheGuard()
    {
        Time = new FakeTimeProvider();
        Logs = new RecordingLoggerFactory();
        Backend = new ScriptedSyncBackend(Time);
        Sut = NewGuard();
    }

    [TearDown]
    public void EndTheGuard()
    {
        Sut.Dispose();
        Logs.Dispose();
    }

    private protected BackendGuard NewGuard(IInvalidationJournal? journal = null) =>
        new(Name, Backend, Time, Logs.CreateLogger("Caching"), journal);

    private protected static Exception Refusal(CacheFailureReason reason) =>
        new CacheOperationException("refused", "any", reason: reason);

    private protected void Fail(Exception failure, params string[] at)
    {
        Script.Failure = failure;
        Script.FailsAt = operation => at.Length == 0 || at.Contains(operation);
    }

    private protected void Work() => Script.Failure = null;

    /// <summary>Calls every way there is into the guard, except for shutting down.</summary>
    private protected async Task CallEverythingAsync()
    {
        await Sut.GetAsync<int>("k", default);
        Sut.Get<int>("k");
        await Sut.SetAsync("k", 1, default, default);
        Sut.Set("k", 1, default);
        await Sut.SetManyAsync(new Dictionary<string, int> { ["k"] = 1 }, default, default);
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);
        Sut.Invalidate([Invalidation.Tag("t"), Invalidation.Pattern("p*"), Invalidation.All]);
        await Assert.CatchAsync<CacheException>(async () => await Sut.IncrementAsync("n", 1, 0, null, default));
    }

    /// <summary>Tells which sides callers reach: <c>get</c>, <c>set</c>, <c>delete</c>.</summary>
    private protected async Task<IReadOnlyList<string>> ReachedAsync()
    {
        var before = Script.Calls.Count;
        await Sut.GetAsync<int>("x", default);
        await Sut.SetAsync("x", 1, default, default);
        await Sut.InvalidateAsync([Invalidation.Key("x")], default);
        return [.. Script.Calls.Skip(before)];
    }
}
