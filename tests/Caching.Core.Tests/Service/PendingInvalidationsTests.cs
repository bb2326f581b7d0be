using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Service;

/// <summary>An invalidation that failed after a committed write is retried until it lands or nothing old can be left.</summary>
public sealed class PendingInvalidationsTests : ServiceFixture
{
    private const string Failing = "scripted";

    private static readonly string[] Ways = ["key", "tag", "pattern", "clear", "several keys", "failed write"];

    [TestCaseSource(nameof(Ways))]
    public async Task It_is_retried_in_the_background_until_it_lands(string way)
    {
        await Sut.SetAsync("k", "old", TimeSpan.FromHours(1), ["t"], Failing);
        Fail();
        await InvalidateAsync(way);
        Assert.That(HoldsOld, Is.True);

        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(HoldsOld, Is.True, "still down");
        Work();
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(HoldsOld, Is.False);
        Assert.That(Region.Guard.PendingCount, Is.Zero);
        Assert.That(Logs.Named("InvalidationPutOff").Count(), Is.EqualTo(1));
        Assert.That(Logs.Named("InvalidationsCaughtUp").Count(), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task While_it_is_pending_the_backend_is_asked_for_nothing(string way)
    {
        await Sut.SetAsync("k", "old", TimeSpan.FromHours(1), ["t"], Failing);
        Refuse(at: operation => operation is not ("get" or "get many" or "exists"));
        await InvalidateAsync(way);

        Assert.That((await Sut.GetAsync<string>("k", Failing)).IsHit, Is.False);
        Assert.That(Sut.Get<string>("k", Failing).IsHit, Is.False);
        Assert.That(await Sut.GetManyAsync<string>(["k"], Failing), Is.Empty);
        Assert.That(await Sut.ExistsAsync("k", Failing), Is.False);
        Assert.That(await CreateAsync("new"), Is.EqualTo("new"));
        Assert.That(Sut.GetOrCreate("k", () => "newer", backend: Failing), Is.EqualTo("newer"));
        Assert.That(Scripted.Script.Calls, Has.None.EqualTo("get").And.None.EqualTo("get many"));
    }

    [Test]
    public async Task Once_it_has_landed_the_backend_is_used_again()
    {
        await Sut.SetAsync("k", "old", backend: Failing);
        Fail();
        await Sut.DeleteAsync("k", Failing);
        await CreateAsync("not stored");
        Work();
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await CreateAsync("new"), Is.EqualTo("new"));
        Assert.That(await CreateAsync("newer"), Is.EqualTo("new"));
    }

    [Test]
    public async Task Replays_come_after_a_tenth_of_a_second_and_then_less_and_less_often()
    {
        await Sut.SetAsync("k", "old", TimeSpan.FromDays(1), backend: Failing);
        Fail();
        await Sut.DeleteAsync("k", Failing);
        int[] attempts =
        [
            .. new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5 }.Select(seconds =>
            {
                Time.Advance(TimeSpan.FromSeconds(seconds - 0.001));
                var before = Scripted.Script.CallsOf("delete");
                Time.Advance(TimeSpan.FromSeconds(0.001));
                return Scripted.Script.CallsOf("delete") - before;
            }),
        ];

        Assert.That(attempts, Is.All.EqualTo(1));
        Assert.That(Scripted.Script.CallsOf("delete"), Is.EqualTo(10));
    }

    [Test]
    public async Task It_is_given_up_when_the_longest_time_to_live_has_passed()
    {
        await Sut.SetAsync("short", 1, TimeSpan.FromSeconds(5), backend: Failing);
        await Sut.SetAsync("k", "old", TimeSpan.FromMinutes(10), backend: Failing);
        await Sut.SetAsync("short again", 1, TimeSpan.FromSeconds(5), backend: Failing);
        Refuse(at: operation => operation == "delete");
        await Sut.DeleteAsync("k", Failing);

        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.That(Region.Guard.PendingCount, Is.EqualTo(1));

        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(Region.Guard.PendingCount, Is.Zero);
        Assert.That((await Sut.GetAsync<string>("k", Failing)).IsHit, Is.False, "expired by itself");
        Assert.That(Scripted.Script.CallsOf("get"), Is.EqualTo(1), "and the backend is asked again");
    }

    [TestCase(59, 1)]
    [TestCase(60, 0)]
    public async Task A_backend_that_says_how_long_entries_live_has_the_last_word(int minutes, int pending)
    {
        Scripted.MaxTtl = TimeSpan.FromHours(1);
        await Sut.SetAsync("short", 1, TimeSpan.FromSeconds(5), backend: Failing);
        Fail();
        await Sut.DeleteAsync("k", Failing);

        Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(Region.Guard.PendingCount, Is.EqualTo(pending));
    }

    [Test]
    public async Task It_isnt_given_up_while_an_entry_may_live_for_ever()
    {
        await Region.SetAsync("s[h]op:k", "old", default, default);
        Fail();
        await Sut.DeleteAsync("k", Failing);

        Time.Advance(TimeSpan.FromDays(1));

        Assert.That(Region.Guard.PendingCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_process_that_stored_nothing_itself_doesnt_give_up_either()
    {
        Scripted.Inner.Set("s[h]op:k", "old, by another process");
        Fail();
        await Sut.DeleteAsync("k", Failing);

        Time.Advance(TimeSpan.FromDays(1));
        Assert.That(Region.Guard.PendingCount, Is.EqualTo(1));

        Work();
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(HoldsOld, Is.False);
    }

    [Test]
    public async Task Repeats_cost_nothing_and_count_once()
    {
        using var meter = new MeterRecorder();
        Fail();
        for (var i = 0; i < 100; i++)
        {
            await Sut.DeleteAsync("k", Failing);
        }

        Assert.That(Region.Guard.PendingCount, Is.EqualTo(1));
        Assert.That(meter.Sum("caching.invalidations.pending", "backend=" + Failing), Is.EqualTo(1));
        Assert.That(Logs.Named("InvalidationPutOff").Count(), Is.EqualTo(1));
        Work();
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(meter.Sum("caching.invalidations.pending", "backend=" + Failing), Is.Zero);
    }

    [Test]
    public async Task A_backlog_that_overflows_becomes_one_clear_and_loses_nothing()
    {
        await Sut.SetAsync("k0", "old", backend: Failing);
        await Sut.SetAsync("k1999", "old", backend: Failing);
        Fail();
        for (var i = 0; i < 2_000; i++)
        {
            await Sut.DeleteAsync($"k{i}", Failing);
        }

        Assert.That(Region.Guard.PendingCount, Is.LessThanOrEqualTo(1_024));
        Work();
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(Scripted.Script.CallsOf("clear"), Is.EqualTo(1));
        Assert.That(Scripted.Inner.Get<string>("s[h]op:k0").IsHit, Is.False);
        Assert.That(Scripted.Inner.Get<string>("s[h]op:k1999").IsHit, Is.False);
        Assert.That(Region.Guard.PendingCount, Is.Zero);
    }

    [Test]
    public async Task Repeats_in_a_full_backlog_dont_make_it_overflow()
    {
        Fail();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 1_024; i++)
            {
                await Sut.DeleteAsync($"k{i}", Failing);
            }
        }

        Assert.That(Region.Guard.PendingCount, Is.EqualTo(1_024));
        Work();
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Scripted.Script.CallsOf("clear"), Is.Zero);
    }

    [Test]
    public async Task What_is_put_off_again_while_its_retry_runs_is_retried_again()
    {
        await Sut.SetAsync("k", "old", TimeSpan.FromHours(1), backend: Failing);
        Fail();
        await Sut.DeleteAsync("k", Failing);
        Work();
        var retry = Scripted.Script.HoldAfter("delete");
        Time.Advance(TimeSpan.FromSeconds(1));
        await retry.Reached;
        Scripted.Inner.Set("s[h]op:k", "old, by another process");
        Fail();
        await Sut.DeleteAsync("k", Failing);
        Work();
        retry.Open();
        Assert.That(SpinWait.SpinUntil(RetriedAgain, TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(HoldsOld, Is.False);
    }

    [Test]
    public async Task The_call_succeeds_all_the_same_M7()
    {
        Fail();

        Assert.That(async () => await Sut.InvalidateTagsAsync(["t"], Failing), Throws.Nothing);
        Assert.That(await CreateAsync("value"), Is.EqualTo("value"));
    }

    [Test]
    public async Task Nothing_is_retried_after_the_end()
    {
        Fail();
        await Sut.DeleteAsync("k", Failing);
        await Sut.ShutdownAsync();
        var before = Scripted.Script.CallsOf("delete");

        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(Scripted.Script.CallsOf("delete"), Is.EqualTo(before));
    }

    private CacheRegion Region => ((CacheManager)Runtime.Manager).Region(Failing);

    private bool HoldsOld => Scripted.Inner.Get<string>("s[h]op:k").IsHit;

    // The retry goes on off this thread once its gate is open: move the clock until the next one has run.
    private bool RetriedAgain()
    {
        Time.Advance(TimeSpan.FromSeconds(30));
        return Region.Guard.PendingCount == 0;
    }

    private void Fail(Func<string, bool>? at = null)
    {
        Scripted.Script.Failure = new CacheConnectionException("down", Failing);
        Scripted.Script.FailsAt = at ?? (_ => true);
    }

    // Unlike a backend that can't be reached, one that refuses something works at the rest.
    private void Refuse(Func<string, bool> at)
    {
        Scripted.Script.Failure = new CacheOperationException("not allowed", "any", reason: CacheFailureReason.Denied);
        Scripted.Script.FailsAt = at;
    }

    private void Work() => Scripted.Script.Failure = null;

    private Task<string> CreateAsync(string value) =>
        Sut.GetOrCreateAsync("k", _ => Task.FromResult(value), backend: Failing).AsTask();

    private async Task InvalidateAsync(string way)
    {
        switch (way)
        {
            case "key":
                await Sut.DeleteAsync("k", Failing);
                break;
            case "several keys":
                await Sut.DeleteManyAsync(["a", "k"], Failing);
                break;
            case "tag":
                await Sut.InvalidateTagsAsync(["s", "t"], Failing);
                break;
            case "pattern":
                await Sut.InvalidatePatternAsync("k*", Failing);
                break;
            case "failed write":
                await Sut.SetAsync("k", "never stored", backend: Failing);
                break;
            default:
                await Sut.ClearAsync(Failing);
                break;
        }
    }
}
