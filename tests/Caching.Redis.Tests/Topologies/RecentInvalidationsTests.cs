using Microsoft.Extensions.Time.Testing;

namespace Caching.Redis.Tests.Topologies;

/// <summary>What a process remembers for a replay.</summary>
public sealed class RecentInvalidationsTests
{
    private const int Limit = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private FakeTimeProvider _time = null!;
    private RecentInvalidations _sut = null!;

    [SetUp]
    public void MakeOne()
    {
        _time = new FakeTimeProvider();
        _sut = new RecentInvalidations(Window, _time);
    }

    [Test]
    public void Each_is_remembered_once()
    {
        _sut.Note(Invalidation.Key("a"));
        _sut.Note(Invalidation.Tag("a"));
        _sut.Note(Invalidation.Key("a"));

        Assert.That(_sut.Snapshot(), Is.EquivalentTo([Invalidation.Key("a"), Invalidation.Tag("a")]));
    }

    [Test]
    public void It_is_remembered_for_the_window_and_no_longer()
    {
        _sut.Note(Invalidation.Key("a"));
        _time.Advance(Window / 2);
        _sut.Note(Invalidation.Key("b"));
        _time.Advance(Window / 2);
        Assert.That(_sut.Snapshot(), Is.EquivalentTo([Invalidation.Key("a"), Invalidation.Key("b")]));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_sut.Snapshot(), Is.EquivalentTo([Invalidation.Key("b")]));
        _time.Advance(Window);
        Assert.That(_sut.Snapshot(), Is.Empty);
    }

    [Test]
    public void One_that_comes_again_is_remembered_anew()
    {
        _sut.Note(Invalidation.Key("a"));
        _time.Advance(Window);
        _sut.Note(Invalidation.Key("a"));
        _time.Advance(Window);

        Assert.That(_sut.Snapshot(), Is.EquivalentTo([Invalidation.Key("a")]));
    }

    [Test]
    public void The_longest_hold_is_remembered_and_everything_is_held_as_long()
    {
        _sut.Note(Invalidation.Key("a") with { FenceFor = Window });
        _sut.Note(Invalidation.Key("a"));
        _sut.Note([Invalidation.Tag("b") with { FenceFor = Window * 2 }]);
        Assert.That(_sut.Snapshot().Select(one => one.FenceFor), Is.EqualTo([Window, Window * 2]));
        Assert.That(_sut.Everything().FenceFor, Is.EqualTo(Window * 2));

        for (var number = 0; number < Limit; number++)
        {
            _sut.Note(Invalidation.Key($"{number}") with { FenceFor = Window * 3 });
        }

        Assert.That(_sut.Snapshot().Single().FenceFor, Is.EqualTo(Window * 3));
        _time.Advance(Window * 2);
        Assert.That(_sut.Everything().FenceFor, Is.Null);
    }

    [Test]
    public void Too_many_are_one_clear_until_the_last_that_didnt_fit_is_too_old()
    {
        for (var number = 0; number < Limit; number++)
        {
            _sut.Note(Invalidation.Key($"{number}"));
        }

        Assert.That(_sut.Snapshot(), Has.Count.EqualTo(Limit));
        _time.Advance(Window / 2);
        _sut.Note(Invalidation.Key("one too many"));
        Assert.That(_sut.Snapshot(), Is.EqualTo([Invalidation.All]));

        _time.Advance(Window);
        Assert.That(_sut.Snapshot(), Is.EqualTo([Invalidation.All]), "it may still be needed");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_sut.Snapshot(), Is.Empty);
    }
}
