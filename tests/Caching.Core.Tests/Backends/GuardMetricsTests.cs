using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Backends;

[NonParallelizable]
public sealed class GuardMetricsTests : GuardFixture
{
    private const string Tag = "backend=" + Name;

    private static readonly TestCaseData[] Reasons =
    [
        new(Refusal(CacheFailureReason.Full), "full"),
        new(Refusal(CacheFailureReason.ReadOnly), "read-only"),
        new(Refusal(CacheFailureReason.Denied), "denied"),
        new(Refusal(CacheFailureReason.Value), "value"),
        new(Refusal(CacheFailureReason.Unknown), "failed"),
        new(new InvalidOperationException("a bug"), "failed"),
        new(new CacheConnectionException("down", Name), "connection"),
        new(new TimeoutException(), "connection"),
        new(new CacheConnectionException("stall", Name, isLocalStall: true), "stall"),
    ];

    [TestCaseSource(nameof(Reasons))]
    public async Task A_store_that_failed_is_counted_with_its_reason(Exception failure, string reason)
    {
        using var meter = new MeterRecorder();
        Fail(failure);

        await Sut.SetAsync("k", 1, default, default);

        Assert.That(Refused(meter, reason), Is.EqualTo(1));
        Assert.That(meter.Sum("caching.stores.refused", Tag), Is.EqualTo(1));
        Assert.That(meter.Sum("caching.stalls", Tag), Is.EqualTo(reason == "stall" ? 1 : 0));
    }

    [Test]
    public async Task A_store_that_wasnt_tried_is_counted_too_and_nothing_else_is()
    {
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        using var meter = new MeterRecorder();

        await Sut.SetAsync("k", 1, default, default);
        Sut.Set("k", 1, default);
        await Sut.SetManyAsync(new Dictionary<string, int> { ["k"] = 1 }, default, default);
        await Sut.GetAsync<int>("k", default);
        await Sut.InvalidateAsync([Invalidation.Key("k")], default);
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(Refused(meter, "breaker-open"), Is.EqualTo(3));
        Assert.That(meter.Sum("caching.stores.refused", Tag), Is.EqualTo(3));
    }

    [Test]
    public async Task An_open_side_counts_one_until_it_closes()
    {
        using var meter = new MeterRecorder();
        Fail(Down);
        await Sut.GetAsync<int>("k", default);
        Assert.That(Open(meter, "read", "write", "invalidation"), Is.EqualTo(new[] { 1, 1, 1 }));

        Fail(Refusal(CacheFailureReason.Full), "set");
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(Open(meter, "read", "write", "invalidation"), Is.EqualTo(new[] { 0, 1, 0 }));

        Work();
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(Open(meter, "read", "write", "invalidation"), Is.EqualTo(new[] { 0, 0, 0 }));
    }

    [Test]
    public async Task The_end_leaves_neither_open_sides_nor_pending_ones_behind()
    {
        using var meter = new MeterRecorder();
        Fail(Down);
        await Sut.InvalidateAsync([Invalidation.Key("k"), Invalidation.Tag("t")], default);
        Assert.That(meter.Sum("caching.invalidations.pending", Tag), Is.EqualTo(2));

        Sut.Dispose();
        await Sut.InvalidateAsync([Invalidation.Key("l")], default);
        Sut.Dispose();

        Assert.That(meter.Sum("caching.invalidations.pending", Tag), Is.Zero);
        Assert.That(Open(meter, "read", "write", "invalidation"), Is.EqualTo(new[] { 0, 0, 0 }));
    }

    [Test]
    public void An_overflow_counts_what_is_left()
    {
        using var meter = new MeterRecorder();
        for (var i = 0; i <= 1_024; i++)
        {
            Sut.PutOff(Invalidation.Key($"k{i}"));
        }

        Assert.That(meter.Sum("caching.invalidations.pending", Tag), Is.EqualTo(1));
    }

    private static double Refused(MeterRecorder meter, string reason) =>
        meter.Sum("caching.stores.refused", Tag, "reason=" + reason);

    private static double[] Open(MeterRecorder meter, params string[] sides) =>
        [.. sides.Select(side => meter.Sum("caching.breaker.open", Tag, "side=" + side))];
}
