namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Entries that hits keep alive: on every way to a hit, by attribute and in code, up to the time to live.</summary>
public sealed class SlidingTests
{
    public interface ISessions
    {
        [Cached(TtlSeconds = 150, SlidingSeconds = 60)]
        int BySlot(int id);

        [Cached(TtlSeconds = 150, SlidingSeconds = 60)]
        int ByText(IReadOnlyList<int> ids);

        [Cached(TtlSeconds = 150, SlidingSeconds = 60, Tags = ["sessions"])]
        Task<int> ReadyAsync(int id);

        [CacheAside("session:{id}", TtlSeconds = 150, SlidingSeconds = 60)]
        ValueTask<int> AsideAsync(int id);

        [Memoize(TtlSeconds = 150, SlidingSeconds = 60)]
        int Known(int id);

        [Memoize(SlidingSeconds = 60)]
        int KnownForEver(int id);

        int Plain(int id);
    }

    private sealed class Sessions : ISessions
    {
        private int _calls;

        public int BySlot(int id) => ++_calls;

        public int ByText(IReadOnlyList<int> ids) => ++_calls;

        public Task<int> ReadyAsync(int id) => Task.FromResult(++_calls);

        public ValueTask<int> AsideAsync(int id) => ValueTask.FromResult(++_calls);

        public int Known(int id) => ++_calls;

        public int KnownForEver(int id) => ++_calls;

        public int Plain(int id) => ++_calls;
    }

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return Way("slot", s => Task.FromResult(s.BySlot(1)));
        yield return Way("text", s => Task.FromResult(s.ByText([1, 2])));
        yield return Way("ready", s => s.ReadyAsync(1));
        yield return Way("aside", s => s.AsideAsync(1).AsTask());
        yield return Way("memoize", s => Task.FromResult(s.Known(1)));
        yield return Way("fluent", s => Task.FromResult(s.Plain(1)));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task Hits_extend_an_entry_up_to_its_time_to_live(Func<ISessions, Task<int>> call)
    {
        using var host = Make();
        var sessions = host.Get<ISessions>();
        Assert.That(await call(sessions), Is.EqualTo(1));

        for (var hit = 0; hit < 2; hit++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(50));
            Assert.That(await call(sessions), Is.EqualTo(1));
        }

        host.Time.Advance(TimeSpan.FromSeconds(49.9));
        Assert.That(await call(sessions), Is.EqualTo(1), "a moment before its time to live is over");
        host.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await call(sessions), Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task An_idle_entry_is_gone_after_its_window(Func<ISessions, Task<int>> call)
    {
        using var host = Make();
        await call(host.Get<ISessions>());

        host.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(await call(host.Get<ISessions>()), Is.EqualTo(2));
    }

    [Test]
    public async Task An_extended_entry_is_invalidated_as_any_other()
    {
        using var host = Make();
        var sessions = host.Get<ISessions>();
        await sessions.ReadyAsync(1);
        host.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.That(await sessions.ReadyAsync(1), Is.EqualTo(1));

        await host.Cache.InvalidateTagsAsync(["sessions"]);

        Assert.That(await sessions.ReadyAsync(1), Is.EqualTo(2));
    }

    [Test]
    public void What_never_expires_slides_for_ever()
    {
        using var host = Make();
        var sessions = host.Get<ISessions>();

        for (var hit = 0; hit < 100; hit++)
        {
            Assert.That(sessions.KnownForEver(1), Is.EqualTo(1));
            host.Time.Advance(TimeSpan.FromSeconds(50));
        }
    }

    [Test]
    public void A_hit_on_a_sliding_entry_allocates_no_more_than_on_another()
    {
        using var host = Make();
        var sessions = host.Get<ISessions>();
        sessions.BySlot(1);
        host.Time.Advance(TimeSpan.FromSeconds(50));
        sessions.BySlot(1);
        var fixedBytes = BytesOf(() => sessions.BySlot(1));

        host.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.That(BytesOf(() => sessions.BySlot(1)), Is.EqualTo(fixedBytes), "a hit that extends");

        static long BytesOf(Action call)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Test]
    public void Defaults_slide_where_the_time_to_live_is_longer()
    {
        using var host = CacheHost.Of<ISessions>(
            new Sessions(),
            policies =>
                policies
                    .Defaults(all => all.Sliding(TimeSpan.FromSeconds(60)))
                    .Cached(s => s.Plain(0), policy => policy.Ttl(TimeSpan.FromSeconds(30)))
        );
        var sessions = host.Get<ISessions>();
        sessions.Plain(1);
        host.Time.Advance(TimeSpan.FromSeconds(20));
        sessions.Plain(1);
        host.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(sessions.Plain(1), Is.EqualTo(2), "shorter than the default's window");
    }

    [Test]
    public void The_container_slides_what_says_nothing()
    {
        using var host = CacheHost.Of<ISessions>(
            new Sessions(),
            policies => policies.Cached(s => s.Plain(0)),
            caching => caching.DefaultSliding(TimeSpan.FromSeconds(60))
        );
        var sessions = host.Get<ISessions>();
        sessions.Plain(1);
        host.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(sessions.Plain(1), Is.EqualTo(2));
    }

    [TestCase(30)]
    [TestCase(31)]
    public void A_window_that_is_not_shorter_than_the_time_to_live_is_a_problem(int seconds) =>
        Assert.That(
            CacheHost.ProblemsOf<ISessions>(
                new Sessions(),
                policies =>
                    policies.Cached(
                        s => s.Plain(0),
                        policy => policy.Ttl(TimeSpan.FromSeconds(30)).Sliding(TimeSpan.FromSeconds(seconds))
                    )
            ),
            Does.Contain($"Sliding = 00:00:{seconds} (fluent) does nothing: the time to live, 00:00:30 (fluent)")
        );

    [Test]
    public void A_window_of_nothing_is_a_problem() =>
        Assert.That(
            CacheHost.ProblemsOf<ISessions>(
                new Sessions(),
                policies => policies.Cached(s => s.Plain(0), policy => policy.Sliding(TimeSpan.Zero))
            ),
            Does.Contain("Sliding = 00:00:00 (fluent) is over at once")
        );

    private static CacheHost Make() =>
        CacheHost.Of<ISessions>(
            new Sessions(),
            policies =>
                policies.Cached(
                    s => s.Plain(0),
                    policy => policy.Ttl(TimeSpan.FromSeconds(150)).Sliding(TimeSpan.FromSeconds(60))
                )
        );

    private static TestCaseData Way(string name, Func<ISessions, Task<int>> call) =>
        new TestCaseData(call).SetArgDisplayNames(name);
}
