using System.Globalization;

namespace Caching.Core.Tests.Backends;

/// <summary>After its first failure no caller touches the failing side of a backend until a probe found it working.</summary>
public sealed class BreakerTests : GuardFixture
{
    private static readonly TestCaseData[] Classes =
    [
        new(new CacheConnectionException("down", Name), "get", ""),
        new(new CacheConnectionException("down", Name), "set", ""),
        new(new TimeoutException(), "set", ""),
        new(new CacheConnectionException("stall", Name, isLocalStall: true), "get", "get set delete"),
        new(new CacheConnectionException("stall", Name, isLocalStall: true), "set", "get set delete"),
        new(Refusal(CacheFailureReason.Value), "get", "get set delete"),
        new(Refusal(CacheFailureReason.Value), "set", "get set delete"),
        new(Refusal(CacheFailureReason.Full), "set", "get delete"),
        new(Refusal(CacheFailureReason.ReadOnly), "set", "get delete"),
        new(Refusal(CacheFailureReason.Denied), "get", "set delete"),
        new(Refusal(CacheFailureReason.Unknown), "set", "get delete"),
        new(new InvalidOperationException("a bug"), "get", "set delete"),
        new(new OperationCanceledException("somebody else's token"), "set", "get delete"),
    ];

    [TestCaseSource(nameof(Classes))]
    public async Task A_failure_closes_the_sides_of_its_class_to_callers(Exception failure, string at, string reached)
    {
        Fail(failure, at);
        if (at == "get")
        {
            await Sut.GetAsync<int>("k", default);
        }
        else
        {
            await Sut.SetAsync("k", 1, default, default);
        }

        Work();

        Assert.That(string.Join(' ', await ReachedAsync()), Is.EqualTo(reached));
    }

    [Test]
    public async Task A_failed_invalidation_leaves_writes_open_and_reads_unanswered()
    {
        Fail(Refusal(CacheFailureReason.ReadOnly), "delete");
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);
        Work();

        Assert.That(await ReachedAsync(), Is.EqualTo(new[] { "set" }));
    }

    [Test]
    public async Task Two_hundred_callers_after_the_first_failure_never_touch_the_backend()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(CallEverythingAsync)));

        Assert.That(Script.Calls, Is.EqualTo(new[] { "get" }));
    }

    [Test]
    public async Task What_an_open_side_answers_is_what_a_failure_answers()
    {
        Fail(Down);
        await Sut.GetAsync<int>("first", default);

        Assert.That((await Sut.GetAsync<int>("k", default)).Answered, Is.False);
        Assert.That(Sut.Get<int>("k").Answered, Is.False);
        Assert.That(await Sut.SetAsync("k", 1, default, default), Is.EqualTo(Verdict.Unknown));
        Assert.That(Sut.Set("k", 1, default), Is.EqualTo(Verdict.Unknown));
        Assert.That(await Sut.InvalidateAsync([Invalidation.Key("k"), Invalidation.Tag("t")], default), Is.Zero);
        Assert.That(Sut.Invalidate([Invalidation.Pattern("p*")]), Is.Zero);
        Assert.That(Sut.PendingCount, Is.EqualTo(3));
    }

    [Test]
    public async Task A_count_is_refused_at_once_with_the_failure_that_keeps_it_away()
    {
        Fail(Down, "get");
        await Sut.GetAsync<int>("k", default);

        var refused = (await Assert.ThrowsAsync<CacheConnectionException>(CountAsync))!;

        Assert.That(refused.InnerException, Is.SameAs(Down));
        Assert.That(refused.Message, Does.Contain(Name).And.Contains("write side open").And.Contains("bring it back"));
        Assert.That(Script.CallsOf("increment"), Is.Zero);
    }

    [Test]
    public async Task A_count_that_a_full_backend_has_no_room_for_says_why()
    {
        var full = Refusal(CacheFailureReason.Full);
        Fail(full, "set");
        await Sut.SetAsync("k", 1, default, default);

        var refused = (await Assert.ThrowsAsync<CacheOperationException>(CountAsync))!;

        Assert.That(refused.InnerException, Is.SameAs(full));
        Assert.That(refused.Reason, Is.EqualTo(CacheFailureReason.Full));
        Assert.That(Script.CallsOf("increment"), Is.Zero);
    }

    [TestCase(CacheFailureReason.Unknown, "get set delete")]
    [TestCase(CacheFailureReason.Value, "get set delete")]
    [TestCase(CacheFailureReason.Full, "get delete")]
    [TestCase(CacheFailureReason.ReadOnly, "get delete")]
    [TestCase(CacheFailureReason.Denied, "get delete")]
    public async Task A_refused_count_says_something_of_the_backend_only_with_its_reason(
        CacheFailureReason reason,
        string reached
    )
    {
        var refusal = Refusal(reason);
        Fail(refusal, "increment");

        Assert.That(await Assert.CatchAsync(CountAsync), Is.SameAs(refusal));

        Assert.That(string.Join(' ', await ReachedAsync()), Is.EqualTo(reached));
    }

    [Test]
    public async Task A_full_backend_still_serves_hits_and_invalidates_and_stores_again_after_the_probe()
    {
        await Sut.SetAsync("a", 1, default, default);
        await Sut.SetAsync("b", 2, default, default);
        Fail(Refusal(CacheFailureReason.Full), "set");
        Assert.That(await Sut.SetAsync("c", 3, default, default), Is.EqualTo(Verdict.Unknown));

        Assert.That((await Sut.GetAsync<int>("a", default)).Lookup.Value, Is.EqualTo(1));
        Assert.That(await Sut.InvalidateAsync([Invalidation.Key("a")], default), Is.EqualTo(1));
        Assert.That((await Sut.GetAsync<int>("a", default)).Answered, Is.True);
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await Sut.SetAsync("c", 3, default, default), Is.EqualTo(Verdict.Unknown), "still full");

        Work();
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await Sut.SetAsync("c", 3, default, default), Is.EqualTo(Verdict.Stored));
        Assert.That((await Sut.GetAsync<int>("b", default)).Lookup.Value, Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_that_fails_late_doesnt_keep_callers_from_a_backend_that_came_back()
    {
        var late = Script.HoldBefore("get");
        var lateCall = Sut.GetAsync<int>("k", default).AsTask();
        await late.Reached;
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Work();
        Time.Advance(TimeSpan.FromSeconds(1));

        Fail(Down);
        late.Open();
        Assert.That((await lateCall).Answered, Is.False);
        Work();

        Assert.That(await ReachedAsync(), Is.EqualTo(new[] { "get", "set", "delete" }));
    }

    [Test]
    public async Task A_success_that_comes_late_closes_nothing()
    {
        var late = Script.HoldAfter("get");
        var lateCall = Sut.GetAsync<int>("k", default).AsTask();
        await late.Reached;
        Fail(Down);
        await Sut.SetAsync("k", 1, default, default);
        late.Open();
        Assert.That((await lateCall).Answered, Is.True);
        Work();

        Assert.That(await ReachedAsync(), Is.Empty);
    }

    [Test]
    public async Task Health_is_told_in_one_line()
    {
        Assert.That(Sut.DescribeHealth(), Is.EqualTo("works"));
        Time.SetUtcNow(DateTimeOffset.Parse("2030-01-02T03:04:05Z", CultureInfo.InvariantCulture));
        Fail(Refusal(CacheFailureReason.Full), "set");
        await Sut.SetAsync("k", 1, default, default);
        Assert.That(Sut.DescribeHealth(), Is.EqualTo("write side open since 2030-01-02 03:04:05Z"));

        Sut.PutOff(Invalidation.Key("k"));
        Assert.That(Sut.DescribeHealth(), Does.EndWith("05Z; 1 invalidation pending"));
        Work();
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(Sut.DescribeHealth(), Is.EqualTo("works"));

        Sut.PutOff(Invalidation.Key("k"));
        Sut.PutOff(Invalidation.Key("l"));
        Assert.That(Sut.DescribeHealth(), Is.EqualTo("2 invalidations pending"));
    }

    [Test]
    public async Task What_fails_closed_gets_an_exception_with_backend_cause_and_way_out()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        await Sut.SetAsync("k", 1, default, default);

        var thrown = Sut.Unavailable();

        Assert.That(thrown.Backend, Is.EqualTo(Name));
        Assert.That(thrown.InnerException, Is.SameAs(Down));
        Assert.That(thrown.Message, Does.Contain("\"guarded\"").And.Contains("read side open since"));
        Assert.That(thrown.IsLocalStall, Is.False);
    }

    [Test]
    public async Task A_stall_is_a_cause_but_doesnt_hide_the_one_that_keeps_callers_away()
    {
        var stall = new CacheConnectionException("stall", Name, isLocalStall: true);
        Fail(stall);
        await Sut.GetAsync<int>("k", default);
        Assert.That(Sut.Unavailable().InnerException, Is.SameAs(stall));

        var full = Refusal(CacheFailureReason.Full);
        Fail(full, "set");
        await Sut.SetAsync("k", 1, default, default);
        Fail(stall, "get");
        await Sut.GetAsync<int>("k", default);
        Assert.That(Sut.Unavailable().InnerException, Is.SameAs(full));
    }

    [Test]
    public async Task A_refused_value_is_logged_once_and_a_stall_never()
    {
        Fail(new CacheConnectionException("stall", Name, isLocalStall: true));
        await Sut.GetAsync<int>("k", default);
        Assert.That(Logs.Lines, Is.Empty);

        Fail(Refusal(CacheFailureReason.Value));
        await Sut.SetAsync("k", 1, default, default);
        await Sut.SetAsync("k", 1, default, default);
        Assert.That(Logs.Lines.Select(line => line.Id.Name), Is.EqualTo(new[] { "ValueRefused" }));
    }

    private Task CountAsync() => Sut.IncrementAsync("n", 1, 0, null, default).AsTask();
}
