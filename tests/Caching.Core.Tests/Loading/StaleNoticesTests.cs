using System.Diagnostics;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Loading;

/// <summary>Whoever gets a last value can see it, and people are told once.</summary>
[NonParallelizable]
public sealed class StaleNoticesTests() : FailSafeFixture(BackendKind.Memory)
{
    [Test]
    public async Task Every_call_is_counted_its_joiners_too()
    {
        using var meter = new MeterRecorder();
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;
        var joiner = GetAsync("k", () => "no load", Rules);
        gate.Open();
        await Task.WhenAll(leader, joiner).InTime();

        Assert.That(meter.Sum("caching.stale", "backend=tested", "method=test", "reason=failure"), Is.EqualTo(2));
        Assert.That(meter.Sum("caching.hits", "backend=tested"), Is.Zero);
    }

    [Test]
    public async Task A_log_line_comes_once_per_change()
    {
        await StoreStaleAsync();
        await FailAsync();
        await FailAsync();
        Assert.That(Logs.Named("LastValuesServed").Count(), Is.EqualTo(1));
        Assert.That(Logs.Named("LastValuesServed").Single().Exception, Is.InstanceOf<InvalidOperationException>());

        await GetAsync("k", () => "new", Rules).InTime();
        Time.Advance(Ttl);
        await GetAsync("k", () => "newer", Rules).InTime();
        Assert.That(Logs.Named("LoadsWorkAgain").Count(), Is.EqualTo(1));

        Time.Advance(Ttl);
        Assert.That(await FailAsync(), Is.EqualTo("newer"));
        Assert.That(Logs.Named("LastValuesServed").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_callers_activity_gets_an_event()
    {
        await StoreStaleAsync();
        using var activity = new Activity("request").Start();

        await FailAsync();

        var marked = activity.Events.Single();
        Assert.That(marked.Name, Is.EqualTo("caching.stale"));
        Assert.That(marked.Tags.Single(tag => tag.Key == "reason").Value, Is.EqualTo("failure"));
        Assert.That(marked.Tags.Single(tag => tag.Key == "method").Value, Is.EqualTo("test"));
    }
}
