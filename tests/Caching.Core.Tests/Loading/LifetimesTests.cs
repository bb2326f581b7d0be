using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Loading;

public sealed class LifetimesTests
{
    private readonly FakeTimeProvider _time = new();

    [TestCase(0, 0.5, 100)]
    [TestCase(0.2, 0, 100)]
    [TestCase(0.2, 0.5, 90)]
    [TestCase(0.2, 0.999_999, 80)]
    [TestCase(1, 0.25, 75)]
    public void Jitter_shortens_by_its_share_of_chance(double fraction, double chance, double seconds)
    {
        var sut = new Lifetimes(_time, () => chance);

        var ttl = sut.Jittered(TimeSpan.FromSeconds(100), fraction)!.Value;

        Assert.That(ttl.TotalSeconds, Is.EqualTo(seconds).Within(0.001));
    }

    [Test]
    public void Jitter_leaves_something_and_what_never_expires_stays_so()
    {
        var sut = new Lifetimes(_time, static () => Math.BitDecrement(1.0));

        Assert.That(sut.Jittered(TimeSpan.FromTicks(1), 1), Is.EqualTo(TimeSpan.FromTicks(1)));
        Assert.That(sut.Jittered(TimeSpan.MaxValue, 1), Is.GreaterThan(TimeSpan.Zero));
        Assert.That(sut.Jittered(null, 1), Is.Null);
    }

    [Test]
    public void Jitter_is_never_longer_than_written_nor_shorter_than_said()
    {
        var sut = new Lifetimes(_time, Random.Shared.NextDouble);

        for (var i = 0; i < 10_000; i++)
        {
            Assert.That(sut.Jittered(TimeSpan.FromSeconds(100), 0.1)!.Value.TotalSeconds, Is.InRange(90, 100));
        }
    }

    [Test]
    public void Times_and_instants_are_read_and_nothing_is_nothing()
    {
        var sut = new Lifetimes(_time, static () => 0);

        Assert.That(sut.Read(TimeSpan.FromSeconds(3)), Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(
            sut.Read(_time.GetUtcNow().AddSeconds(3).ToOffset(TimeSpan.FromHours(2))),
            Is.EqualTo(TimeSpan.FromSeconds(3))
        );
        Assert.That(sut.Read(null), Is.Null);
    }
}
