using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

public sealed class MemoryLimitsTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void The_capacity_is_never_exceeded()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 100 }, _time);

        for (var i = 0; i < 10_000; i++)
        {
            sut.Set($"k{i}", i);
            Assert.That(sut.Count, Is.LessThanOrEqualTo(100));
        }

        Assert.That(sut.Count, Is.GreaterThan(90));
    }

    [Test]
    public void The_capacity_is_kept_by_many_threads()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 100 }, _time);

        Parallel.For(0, 50_000, i => sut.Set($"k{i % 5_000}", i));

        Assert.That(sut.Count, Is.LessThanOrEqualTo(100));
    }

    [Test]
    public void A_million_overwrites_of_one_key_keep_the_size_1_E31()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 10 }, _time);
        sut.Set("other", 0);

        for (var i = 0; i < 1_000_000; i++)
        {
            sut.Set("k", i);
        }

        Assert.That(sut.Count, Is.EqualTo(2));
        Assert.That(sut.Get<int>("k").Value, Is.EqualTo(999_999));
        Assert.That(sut.Get<int>("other").IsHit, Is.True, "healthy entries stay");
    }

    [Test]
    public void Keys_that_come_and_go_cost_what_stays_no_place_E31()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 30 }, _time);
        string[] healthy = [.. Enumerable.Range(0, 29).Select(i => $"healthy{i}")];
        foreach (var key in healthy)
        {
            sut.Set(key, 1);
        }

        for (var i = 0; i < 10_000; i++)
        {
            sut.Set("k", i);
            sut.Delete("k");
        }

        Assert.That(healthy.Count(key => sut.Get<int>(key).IsHit), Is.GreaterThanOrEqualTo(27));
    }

    [Test]
    public void A_scan_leaves_what_is_used_often()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 100 }, _time);
        string[] popular = [.. Enumerable.Range(0, 40).Select(i => $"popular{i}")];
        foreach (var key in popular)
        {
            sut.Set(key, 1);
        }

        Touch(sut, popular);
        for (var i = 0; i < 200; i++)
        {
            sut.Set($"warm{i}", i);
            Touch(sut, popular);
        }

        for (var i = 0; i < 10_000; i++)
        {
            sut.Set($"scanned{i}", i);
        }

        Assert.That(popular.Count(key => sut.Get<int>(key).IsHit), Is.GreaterThan(30));
    }

    [Test]
    public void Counters_are_limited_and_say_so_and_never_push_each_other_out()
    {
        using var sut = new MemoryCacheBackend(new() { MaxCounters = 2 }, _time);
        sut.Increment("a");
        sut.Increment("b", ttl: TimeSpan.FromMinutes(1));

        var full = Assert.Throws<CacheOperationException>(() => sut.Increment("c"))!;

        Assert.That(full.Message, Does.Contain("\"c\"").And.Contains(nameof(MemoryCacheOptions.MaxCounters)));
        Assert.That(sut.Increment("a"), Is.EqualTo(2), "known counters go on");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(sut.Increment("c"), Is.EqualTo(1), "an expired one makes room");
        Assert.That(sut.Delete("a"), Is.True);
        Assert.That(sut.Increment("d"), Is.EqualTo(1), "a deleted one makes room");
    }

    [Test]
    public void Counters_survive_any_number_of_entries()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 3 }, _time);
        sut.Increment("c", 5);

        for (var i = 0; i < 1_000; i++)
        {
            sut.Set($"k{i}", i);
        }

        Assert.That(sut.Get<long>("c").Value, Is.EqualTo(5));
    }

    [TestCase(2)]
    [TestCase(0)]
    [TestCase(-1)]
    public void A_capacity_below_three_is_an_error_with_the_way_out(int capacity) =>
        Assert.That(
            () => new MemoryCacheOptions { Capacity = capacity },
            Throws
                .InstanceOf<ArgumentOutOfRangeException>()
                .With.Message.Contains($"can't be {capacity}; write 3 or more")
        );

    [Test]
    public void A_negative_number_of_counters_is_an_error() =>
        Assert.That(
            () => new MemoryCacheOptions { MaxCounters = -1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("write 0 or more")
        );

    private static void Touch(MemoryCacheBackend sut, string[] keys)
    {
        foreach (var key in keys)
        {
            sut.Get<int>(key);
        }
    }
}
