namespace Caching.Core.Tests.Backends;

/// <summary>Only a probe in the background finds out whether a backend works again, and only while something is wrong.</summary>
public sealed class BackendProbeTests : GuardFixture
{
    [Test]
    public async Task A_backend_that_works_is_never_probed()
    {
        await Sut.SetAsync("k", 1, default, default);
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);

        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "set", "delete" }));
    }

    [Test]
    public async Task Callers_dont_probe_even_when_it_works_again()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Work();
        Time.Advance(TimeSpan.FromMilliseconds(99));
        await CallEverythingAsync();
        Assert.That(Script.Calls, Is.EqualTo(new[] { "get" }));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await ReachedAsync(), Is.EqualTo(new[] { "get", "set", "delete" }));
    }

    [Test]
    public async Task One_that_cant_be_reached_is_asked_once_a_round_ever_less_often()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);

        foreach (var seconds in new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5 })
        {
            var before = Script.Calls.Count;
            Time.Advance(TimeSpan.FromSeconds(seconds - 0.001));
            Assert.That(Script.Calls, Has.Count.EqualTo(before));
            Time.Advance(TimeSpan.FromSeconds(0.001));
            Assert.That(Script.Calls, Has.Count.EqualTo(before + 1));
        }
    }

    [Test]
    public async Task After_it_came_back_nothing_is_probed_any_more()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Work();
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Script.Calls, Is.EqualTo(new[] { "get", "delete", "exists", "set" }), "a probe of each side");

        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(Script.Calls, Has.Count.EqualTo(4));
        Assert.That(Backend.Inner.Count, Is.Zero, "and it leaves nothing behind");
    }

    [Test]
    public async Task Only_open_sides_are_probed()
    {
        Fail(Refusal(CacheFailureReason.Full), "set");
        await Sut.SetAsync("k", 1, default, default);

        Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "set", "set" }));
    }

    [Test]
    public async Task Each_side_comes_back_by_itself()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Fail(Refusal(CacheFailureReason.ReadOnly), "set", "delete");

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(Sut.DescribeHealth(), Does.StartWith("write side open").And.Not.Contains("read side"));
        Assert.That((await Sut.GetAsync<int>("k", default)).Answered, Is.True);
    }

    [Test]
    public async Task The_replay_comes_first_tags_together_keys_together_then_reads_then_writes()
    {
        await Sut.SetAsync("k1", 1, default, default);
        Fail(Down);
        await Sut.InvalidateAsync([Invalidation.All], default);
        Sut.PutOff(Invalidation.Pattern("p*"));
        Sut.PutOff(Invalidation.Key("k1"));
        Sut.PutOff(Invalidation.Tag("t1"));
        Sut.PutOff(Invalidation.Key("k2"));
        Sut.PutOff(Invalidation.Tag("t2"));
        Work();

        Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.That(
            Script.Calls.Skip(2),
            Is.EqualTo(new[] { "tags", "delete many", "pattern", "clear", "exists", "set" })
        );
        Assert.That(Sut.PendingCount, Is.Zero);
        Assert.That(Backend.Inner.Get<int>("k1").IsHit, Is.False);
    }

    [Test]
    public async Task What_landed_before_a_replay_failed_isnt_replayed_again()
    {
        Fail(Refusal(CacheFailureReason.ReadOnly));
        await Sut.InvalidateAsync([Invalidation.Tag("t"), Invalidation.Key("k"), Invalidation.Pattern("p*")], default);
        Fail(Down, "delete");

        Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.That(Sut.PendingCount, Is.EqualTo(2));
        Assert.That(Script.Calls, Is.EqualTo(new[] { "tags", "tags", "delete" }), "and the rest isn't asked");
    }

    [Test]
    public async Task What_fails_again_right_after_it_came_back_isnt_probed_from_the_start()
    {
        await FailAndComeBackAsync(TimeSpan.FromMilliseconds(100));
        await FailAndComeBackAsync(TimeSpan.FromMilliseconds(200));
        await FailAndComeBackAsync(TimeSpan.FromMilliseconds(400));
        Time.Advance(TimeSpan.FromSeconds(5));
        await FailAndComeBackAsync(TimeSpan.FromMilliseconds(100));
    }

    [Test]
    public async Task A_probe_in_flight_at_the_end_is_harmless()
    {
        Fail(Down);
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);
        Work();
        var replay = Script.HoldBefore("delete");
        Time.Advance(TimeSpan.FromMilliseconds(100));
        await replay.Reached;

        Sut.Dispose();
        Fail(new ObjectDisposedException(Name));
        replay.Open();
        Sut.PutOff(Invalidation.Key("l"));
        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "delete", "delete" }));
    }

    [Test]
    public async Task A_failure_after_the_end_wakes_no_probe()
    {
        Sut.Dispose();
        Fail(Down);
        await Sut.GetAsync<int>("k", default);

        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "get" }));
    }

    [Test]
    public async Task A_backend_that_cant_be_reached_is_shut_down_all_the_same()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);

        await Sut.ShutDownAsync(default);

        Assert.That(Script.CallsOf("shutdown"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_invalidation_that_only_stalled_is_replayed_and_closes_nobody_out_but_readers()
    {
        Fail(new CacheConnectionException("stall", Name, isLocalStall: true), "delete");
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);
        Assert.That(await Sut.SetAsync("l", 1, default, default), Is.EqualTo(Verdict.Stored));
        Assert.That((await Sut.GetAsync<int>("l", default)).Answered, Is.False);
        Work();

        Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.That((await Sut.GetAsync<int>("l", default)).Lookup.Value, Is.EqualTo(1));
    }

    private async Task FailAndComeBackAsync(TimeSpan after)
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Work();
        Time.Advance(after - TimeSpan.FromMilliseconds(1));
        Assert.That(Sut.DescribeHealth(), Is.Not.EqualTo("works"), $"before {after}");
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(Sut.DescribeHealth(), Is.EqualTo("works"), $"after {after}");
    }
}
