using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>A fail-closed call doesn't load where the backend gives no answer.</summary>
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class FailClosedLoadTests(BackendKind kind) : RegionFixture(kind)
{
    private int _loads;

    [SetUp]
    public void Forget() => _loads = 0;

    [Test]
    public async Task Without_an_answer_to_its_look_up_the_call_fails_and_loads_nothing()
    {
        Fail(LookUp);

        var failure = await Assert.ThrowsAsync<CacheConnectionException>(() => ClosedAsync().InTime());
        Assert.That(() => ClosedSync(), Throws.InstanceOf<CacheConnectionException>());

        Assert.That(failure!.Backend, Is.EqualTo("tested"));
        Assert.That(_loads, Is.Zero);
    }

    [Test]
    public async Task While_invalidations_are_pending_there_is_no_answer()
    {
        Fail("delete");
        await Region.InvalidateAsync([Invalidation.Key("k")], default);

        await Assert.ThrowsAsync<CacheConnectionException>(() => ClosedAsync().InTime());
        Assert.That(_loads, Is.Zero);
    }

    [TestCase("begin")]
    [TestCase("set")]
    public async Task What_fails_after_the_look_up_fails_no_call(string failing)
    {
        Fail(failing);
        Script.Failure = new CacheOperationException("full", failing);

        Assert.That(await ClosedAsync().InTime(), Is.EqualTo("value"));
        Assert.That(ClosedSync(), Is.EqualTo("value"));
    }

    [Test]
    public async Task Without_an_answer_to_its_second_look_up_a_leader_fails_alone()
    {
        var first = Script.HoldAfter(LookUp);
        var leader = ClosedAsync();
        await first.Reached;
        await GetAsync("k", () => "unstored", new() { Stores = _ => false }).InTime();
        await Landed();
        var second = Script.HoldBefore(LookUp);
        first.Open();
        await second.Reached;
        var joiner = GetAsync("k", () => "value");
        Fail(LookUp);
        second.Open();

        await Assert.ThrowsAsync<CacheConnectionException>(() => leader.InTime());
        Assert.That(await joiner.InTime(), Is.EqualTo("value"), "its own policy is fail-open");
        Assert.That(_loads, Is.Zero);
    }

    [Test]
    public async Task A_call_that_isnt_fail_closed_loads()
    {
        Fail(LookUp);

        Assert.That(await GetAsync("k", () => "value").InTime(), Is.EqualTo("value"));
        Assert.That(Get("k", () => "value"), Is.EqualTo("value"));
    }

    private Task Landed() => Task.Run(() => SpinWait.SpinUntil(() => Region.Flights.Count == 0)).InTime();

    private Task<string> ClosedAsync() =>
        Region.GetOrLoadAsync(Request(), new DelegateTarget<string>(_ => Task.FromResult(Load()), default)).AsTask();

    private string ClosedSync() => Region.GetOrLoad(Request(), new SyncDelegateTarget<string>(Load));

    private LoadRequest<string> Request() =>
        new("k", ReturnShape.TaskOfT, null, new TestRules<string>(), new("tested", "test", Time), default)
        {
            FailClosed = true,
        };

    private string Load()
    {
        _loads++;
        return "value";
    }

    private void Fail(string operation)
    {
        Script.Failure = new CacheConnectionException("down", "tested");
        Script.FailsAt = called => called == operation;
    }
}
