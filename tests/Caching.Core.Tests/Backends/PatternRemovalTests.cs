using System.Runtime.CompilerServices;
using Caching.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary>A pattern marks the nodes that it removes; a timer takes them out, and nobody can tell.</summary>
public sealed class PatternRemovalTests
{
    private FakeTimeProvider _time = null!;
    private MemoryCacheBackend _sut = null!;

    [SetUp]
    public void MakeIt()
    {
        _time = new FakeTimeProvider();
        _sut = new MemoryCacheBackend(null, _time);
    }

    [TearDown]
    public void End() => _sut.Dispose();

    [Test]
    public void What_a_pattern_removed_leaves_without_being_read()
    {
        var removed = Store("a");
        Assert.That(_sut.InvalidatePattern("a*"), Is.EqualTo(1));

        _time.Advance(TimeSpan.FromSeconds(30));
        Garbage.Collect();

        Assert.That(removed.IsAlive, Is.False);
    }

    [Test]
    public void What_a_pattern_removed_is_gone_for_everyone_at_once()
    {
        _sut.Set("k", 1);
        _sut.Set("deleted", 1);
        _sut.InvalidatePattern("*");

        Assert.That(_sut.Delete("deleted"), Is.False, "it was counted as removed once");
        Assert.That(_sut.Get<int>("k").IsHit, Is.False);
        Assert.That(_sut.InvalidatePattern("*"), Is.Zero);
        Assert.That(_sut.Count, Is.Zero);
        Assert.That(_sut.Increment("k"), Is.EqualTo(1), "nothing holds the key");
    }

    [Test]
    public void What_a_tag_or_the_time_has_ended_is_not_removed_by_a_pattern()
    {
        _sut.Set("expired", 1, new CacheEntryOptions { Ttl = TimeSpan.FromSeconds(1) });
        _sut.Set("tagged", 1, new CacheEntryOptions { Tags = ["t"] });
        _sut.Set("other", 1, new CacheEntryOptions { Tags = ["other"] });
        _time.Advance(TimeSpan.FromSeconds(2));
        _sut.InvalidateTags(["t"]);
        _sut.Set("tagged later", 1, new CacheEntryOptions { Tags = ["t"] });

        Assert.That(_sut.InvalidatePattern("*"), Is.EqualTo(2));
    }

    [Test]
    public void What_is_written_after_a_pattern_stays()
    {
        _sut.Set("k", 1);
        _sut.InvalidatePattern("k*");

        _sut.Set("k", 2);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(_sut.Get<int>("k").Value, Is.EqualTo(2));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Store(string key)
    {
        var value = new object();
        _sut.Set(key, value);
        return new(value);
    }
}
