using System.Runtime.CompilerServices;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Logging;

namespace Caching.Core.Tests.Loading;

/// <summary>The leader of a load goes with its value; the store, the verdict and the landing come after it.</summary>
public sealed class FencedPublishingTests() : RegionFixture(BackendKind.Fenced)
{
    [Test]
    public async Task The_leader_doesnt_wait_for_the_store_but_it_was_sent_before_it_goes()
    {
        var store = Script.HoldBefore("set");

        Assert.That(await GetAsync("k", () => "value").InTime(), Is.EqualTo("value"));

        Assert.That(Script.CallsOf("set"), Is.EqualTo(1));
        Assert.That(Region.Flights.Count, Is.EqualTo(1), "still to be landed");
        store.Open();
    }

    [Test]
    public async Task Joiners_wait_for_the_verdict_and_take_what_was_stored()
    {
        var store = Script.HoldAfter("set");
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "value"));
        var joiner = GetAsync("k", () => "never called");
        gate.Open();
        await leader.InTime();
        await store.Reached;
        Assert.That(joiner.IsCompleted, Is.False);

        store.Open();

        Assert.That(await joiner.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task Joiners_start_over_when_the_store_was_refused([Values] bool isHeldToo)
    {
        ((ScriptedFencedBackend)Region.Guard.Backend).HoldsStores = isHeldToo;
        var store = Script.HoldBefore("set");
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "old"));
        var joiner = GetAsync("k", () => "new");
        gate.Open();
        await store.Reached;

        await Region.Guard.Backend.DeleteAsync("k");
        store.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task Joiners_share_what_the_backend_holds_and_nobody_stores_it()
    {
        using var meter = new MeterRecorder();
        ((ScriptedFencedBackend)Region.Guard.Backend).HoldsStores = true;
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, "lagging"));
        var joiner = GetAsync("k", () => "never called");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("lagging"));
        Assert.That(await joiner.InTime(), Is.EqualTo("lagging"));
        Assert.That(await NextAsync("k", "next"), Is.EqualTo("next"));
        Assert.That(meter.Sum("caching.stores.refused", "reason=held"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_next_call_of_the_leader_waits_for_its_store_and_loads_nothing()
    {
        var store = Script.HoldBefore("set");
        await GetAsync("k", () => "value").InTime();

        var next = GetAsync("k", () => "never called");
        Assert.That(next.IsCompleted, Is.False);
        store.Open();

        Assert.That(await next.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task A_store_that_an_invalidation_overtakes_is_refused_and_isnt_taken_back()
    {
        var store = Script.HoldBefore("set");
        await GetAsync("k", () => "old").InTime();

        await Region.InvalidateAsync([Invalidation.Key("k")], default).InTime();
        store.Open();

        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
        Assert.That(Script.CallsOf("delete"), Is.EqualTo(1), "the invalidation's own");
    }

    [Test]
    public async Task A_store_that_comes_before_an_invalidation_isnt_taken_back_either()
    {
        var store = Script.HoldAfter("set");
        await GetAsync("k", () => "old").InTime();
        await store.Reached;

        await Region.InvalidateAsync([Invalidation.Key("k")], default).InTime();
        store.Open();

        Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
        Assert.That(SpinWait.SpinUntil(() => Region.Flights.Count == 0, TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(Script.CallsOf("delete"), Is.EqualTo(1), "the invalidation's own");
    }

    [Test]
    public async Task Work_that_a_load_left_behind_may_ask_for_its_key_once_the_leader_has_gone()
    {
        var store = Script.HoldBefore("set");
        ExecutionContext? insideTheLoad = null;
        Task<string>? leftBehind = null;
        await GetAsync(
                "k",
                () =>
                {
                    insideTheLoad = ExecutionContext.Capture();
                    return "value";
                }
            )
            .InTime();

        ExecutionContext.Run(insideTheLoad!, _ => leftBehind = GetAsync("k", () => "never called"), null);
        Assert.That(leftBehind!.IsCompleted, Is.False, "it waits as any caller does");
        store.Open();

        Assert.That(await leftBehind.InTime(), Is.EqualTo("value"));
    }

    [Test]
    public async Task A_synchronous_leader_stores_before_it_goes()
    {
        var store = Script.HoldBefore("set");
        var leader = Threads.RunUntilBlocked(() => Get("k", () => "value"));
        await store.Reached;
        store.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("value"));
        Assert.That(Region.Flights.Count, Is.Zero);
    }

    [Test]
    public async Task A_synchronous_leaders_joiners_get_the_verdict_of_its_check()
    {
        var rules = new TestRules<string> { Stores = _ => false };
        var gate = new Gate();
        var leader = Threads.Run(() => Get("k", () => Pass(gate, "old"), rules));
        await gate.Reached;
        var joiner = GetAsync("k", () => "new", rules);
        await Region.Guard.Backend.DeleteAsync("k");
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(await joiner.InTime(), Is.EqualTo("new"));
        Assert.That(Script.CallsOf("check"), Is.EqualTo(1));
    }

    [Test]
    public void What_a_logger_throws_behind_the_leader_lands_the_flight_and_is_seen()
    {
        var unseen = 0;
        void See(object? sender, UnobservedTaskExceptionEventArgs failed) =>
            unseen += failed.Exception.ToString().Contains(nameof(ThrowingLogger), StringComparison.Ordinal) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += See;
        try
        {
            LoadOverAThrowingLogger();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= See;
        }

        Assert.That(unseen, Is.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadOverAThrowingLogger()
    {
        var backend = new ScriptedFencedBackend(Time);
        backend.Script.Failure = new CacheConnectionException("down", "tested");
        backend.Script.FailsAt = called => called == "set";
        using var region = new CacheRegion(new BackendGuard("tested", backend, Time, new ThrowingLogger()));

        var call = region.GetOrLoadAsync(
            new LoadRequest<string>(
                "k",
                ReturnShape.TaskOfT,
                null,
                new TestRules<string>(),
                new("tested", "test", Time),
                default
            ),
            new DelegateTarget<string>(_ => Task.FromResult("value"), default)
        );

        Assert.That(call.IsCompletedSuccessfully, Is.True);
        Assert.That(region.Flights.Count, Is.Zero);
    }

    private static string Pass(Gate gate, string value)
    {
        gate.Pass();
        return value;
    }

    private static Func<CancellationToken, Task<string>> Held(Gate gate, string value) =>
        async _ =>
        {
            await gate.PassAsync();
            return value;
        };

    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => throw new InvalidOperationException(nameof(ThrowingLogger));
    }
}
