namespace Caching.Core.Tests.Service;

/// <summary>How far a long invalidation is.</summary>
public sealed class ProgressTests : ServiceFixture
{
    private readonly List<long> _told = [];

    [SetUp]
    public async Task StoreTwo()
    {
        _told.Clear();
        await Sut.SetAsync("report:1", 1, backend: "remote");
        await Sut.SetAsync("report:2", 2, backend: "remote");
    }

    [Test]
    public async Task A_pattern_tells_how_far_it_is()
    {
        Assert.That(await Sut.InvalidatePatternAsync("report:*", new Listener(_told.Add), "remote"), Is.EqualTo(2));

        Assert.That(_told, Is.EqualTo([2]));
    }

    [Test]
    public async Task So_does_a_clear()
    {
        await Sut.ClearAsync(new Listener(_told.Add), "remote");

        Assert.That(_told, Is.EqualTo([2]));
        Assert.That(await Sut.ExistsAsync("report:1", "remote"), Is.False);
    }

    [Test]
    public async Task A_quick_backend_says_nothing()
    {
        await Sut.SetAsync("report:1", 1);

        Assert.That(await Sut.InvalidatePatternAsync("report:*", new Listener(_told.Add)), Is.EqualTo(1));
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public async Task What_is_retried_after_the_call_tells_nobody()
    {
        Remote.Script.Failure = new CacheConnectionException("down", "remote");
        await Sut.InvalidatePatternAsync("report:*", new Listener(_told.Add), "remote");

        Remote.Script.Failure = null;
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(() => Remote.Inner.Get<int>("s[h]op:report:1").IsHit, Is.False.After(10_000, 10));
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public void Who_listens_doesnt_make_it_another_invalidation()
    {
        var told = Invalidation.Pattern("a*") with { Progress = new Listener(_told.Add) };

        Assert.That(told, Is.EqualTo(Invalidation.Pattern("a*")));
        Assert.That(told.GetHashCode(), Is.EqualTo(Invalidation.Pattern("a*").GetHashCode()));
        Assert.That(told, Is.Not.EqualTo(Invalidation.Key("a*")).And.Not.EqualTo(Invalidation.Pattern("b*")));
    }

    private sealed class Listener(Action<long> hear) : IProgress<long>
    {
        public void Report(long value) => hear(value);
    }
}
