using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Service;

[NonParallelizable]
public sealed class MetricsTests : ServiceFixture
{
    [TestCase("memory")]
    [TestCase("scripted")]
    [TestCase("remote")]
    public async Task Hits_and_misses_add_up_to_calls(string backend)
    {
        using var meter = new MeterRecorder();
        var gate = new Gate();

        var leader = Sut.GetOrCreateAsync(
                "k",
                async _ =>
                {
                    await gate.PassAsync();
                    return 1;
                },
                backend: backend
            )
            .AsTask();
        var joiners = Enumerable
            .Range(0, 9)
            .Select(_ => Sut.GetOrCreateAsync("k", _ => Task.FromResult(2), backend: backend).AsTask())
            .ToArray();
        gate.Open();
        await leader.InTime();
        await Task.WhenAll(joiners).InTime();
        for (var i = 0; i < 5; i++)
        {
            await Sut.GetOrCreateAsync("k", _ => Task.FromResult(3), backend: backend);
        }

        await Sut.GetAsync<int>("k", backend);
        await Sut.GetAsync<int>("unknown", backend);

        var tag = "backend=" + backend;
        Assert.That(meter.Sum("caching.hits", tag), Is.EqualTo(6));
        Assert.That(meter.Sum("caching.misses", tag), Is.EqualTo(11));
        Assert.That(meter.Sum("caching.joins", tag), Is.EqualTo(9));
        Assert.That(meter.Sum("caching.loads", tag), Is.EqualTo(1));
        Assert.That(meter.Of("caching.load.duration", tag).Count(), Is.EqualTo(1));
        Assert.That(meter.Of("caching.hits", tag), Has.All.Property("Tags").Contains("method=ICacheService"));
    }

    [Test]
    public async Task Operations_are_counted_by_outcome_and_their_time_is_taken()
    {
        using var meter = new MeterRecorder();
        await Sut.SetAsync("k", 1, backend: "scripted");
        await Sut.IncrementAsync("n", backend: "scripted");
        await Sut.GetAsync<int>("k", "scripted");
        Scripted.Script.Failure = new CacheConnectionException("down", "scripted");
        await Sut.GetAsync<int>("k", "scripted");

        Assert.That(Operations("set", "ok"), Is.EqualTo(1));
        Assert.That(Operations("increment", "ok"), Is.EqualTo(1));
        Assert.That(Operations("get", "ok"), Is.EqualTo(1));
        Assert.That(Operations("get", "failed"), Is.EqualTo(1));
        Assert.That(meter.Of("caching.operation.duration", "backend=scripted").Count(), Is.EqualTo(4));

        double Operations(string operation, string outcome) =>
            meter.Sum("caching.operations", "backend=scripted", "operation=" + operation, "outcome=" + outcome);
    }

    [Test]
    public async Task A_fenced_store_is_counted_with_its_reason()
    {
        using var meter = new MeterRecorder();
        var gate = new Gate();
        var leader = Sut.GetOrCreateAsync(
                "k",
                async _ =>
                {
                    await gate.PassAsync();
                    return 1;
                }
            )
            .AsTask();
        await Sut.DeleteAsync("k");
        gate.Open();
        await leader.InTime();

        Assert.That(meter.Sum("caching.stores.refused", "backend=memory", "reason=fenced"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_time_of_a_load_is_that_of_the_time_provider()
    {
        using var meter = new MeterRecorder();

        await Sut.GetOrCreateAsync(
            "k",
            _ =>
            {
                Time.Advance(TimeSpan.FromSeconds(3));
                return Task.FromResult(1);
            }
        );

        Assert.That(meter.Of("caching.load.duration", "backend=memory").Single().Value, Is.EqualTo(3));
    }

    [Test]
    public async Task A_failed_load_is_a_load()
    {
        using var meter = new MeterRecorder();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Sut.GetOrCreateAsync<int>("k", _ => throw new InvalidOperationException())
        );

        Assert.That(meter.Sum("caching.loads", "backend=memory"), Is.EqualTo(1));
        Assert.That(meter.Sum("caching.misses", "backend=memory"), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_recorded_of_what_nobody_listened_to()
    {
        await Sut.GetAsync<int>("k");

        using var meter = new MeterRecorder();

        Assert.That(meter.Measurements, Is.Empty);
    }
}
