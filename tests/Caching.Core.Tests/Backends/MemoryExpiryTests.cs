using System.Runtime.CompilerServices;
using Caching.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

public sealed class MemoryExpiryTests
{
    private CountingTimeProvider _time = null!;
    private MemoryCacheBackend _sut = null!;

    [SetUp]
    public void MakeIt()
    {
        _time = new CountingTimeProvider();
        _sut = new MemoryCacheBackend(null, _time);
    }

    [TearDown]
    public void End() => _sut.Dispose();

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(999)]
    [TestCase(86_400_001)]
    public void The_time_to_live_is_exact_to_the_millisecond_E26(long milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(3));
        _sut.Set("k", 1, new() { Ttl = TimeSpan.FromMilliseconds(milliseconds) });

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.That(_sut.Get<int>("k").IsHit, Is.True);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(_sut.Get<int>("k").IsHit, Is.False);
    }

    [Test]
    public void A_time_to_live_of_a_tick_is_one()
    {
        _sut.Set("k", 1, new() { Ttl = TimeSpan.FromTicks(1) });
        Assert.That(_sut.Get<int>("k").IsHit, Is.True);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(_sut.Get<int>("k").IsHit, Is.False);
    }

    [Test]
    public void The_longest_time_to_live_is_for_ever()
    {
        _sut.Set("max", 1, new() { Ttl = TimeSpan.MaxValue });
        _sut.Set("nearly", 1, new() { Ttl = TimeSpan.MaxValue - TimeSpan.FromTicks(1) });

        _time.Advance(TimeSpan.FromDays(10));

        Assert.That(_sut.Get<int>("max").IsHit, Is.True);
        Assert.That(_sut.Get<int>("nearly").IsHit, Is.True);
    }

    [Test]
    public void Expired_entries_leave_without_being_read()
    {
        _sut.Set("k", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        _sut.Set("stays", 1);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(_sut.Count, Is.EqualTo(1));
    }

    [Test]
    public void Invalidated_entries_leave_without_being_read()
    {
        _sut.Set("k", 1, new() { Tags = ["t"] });
        _sut.InvalidateTags(["t"]);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(_sut.Count, Is.Zero);
    }

    [Test]
    public void Expired_counters_leave_without_being_read()
    {
        using var sut = new MemoryCacheBackend(new() { MaxCounters = 1 }, _time);
        sut.Increment("a", ttl: TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(sut.Store.Counters.IsEmpty, Is.True);
    }

    [Test]
    public void Values_of_expired_deleted_and_cleared_entries_are_let_go()
    {
        var expired = Store("a", new() { Ttl = TimeSpan.FromSeconds(1) });
        var deleted = Store("b", default);
        _sut.Delete("b");
        _time.Advance(TimeSpan.FromSeconds(30));
        var cleared = Store("c", default);
        _sut.Clear();

        Garbage.Collect();

        Assert.That(expired.IsAlive, Is.False, "expired");
        Assert.That(deleted.IsAlive, Is.False, "deleted");
        Assert.That(cleared.IsAlive, Is.False, "cleared");
    }

    [Test]
    public void No_timer_runs_until_something_can_expire_and_one_from_then_on()
    {
        _sut.Set("k", 1);
        Assert.That(_time.Timers, Is.Zero);

        _sut.Set("a", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        _sut.Set("b", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        Assert.That(_time.Timers, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_and_shut_down_stop_the_timer()
    {
        _sut.Set("k", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        _sut.Dispose();
        Assert.That(_time.Timers, Is.Zero);

        _sut.Set("a", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        Assert.That(_time.Timers, Is.Zero, "none starts again");

        var other = new MemoryCacheBackend(null, _time);
        other.Set("k", 1, new() { Ttl = TimeSpan.FromSeconds(1) });
        await other.ShutdownAsync();
        Assert.That(_time.Timers, Is.Zero);
    }

    [Test]
    public void The_table_of_tags_drops_rows_that_nothing_holds()
    {
        AddEntriesWithTags(20_000);
        Garbage.Collect();
        Assert.That(_sut.Store.Fence.Tags.Count_NeedsLock, Is.GreaterThan(1_000));

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(_sut.Store.Fence.Tags.Count_NeedsLock, Is.LessThan(5));
    }

    [Test]
    public void The_tag_of_a_living_entry_is_never_dropped()
    {
        _sut.Set("k", 1, new() { Tags = ["kept"] });
        for (var i = 0; i < 20_000; i++)
        {
            _sut.InvalidateTags([$"t{i}"]);
        }

        Garbage.Collect();
        _sut.InvalidateTags(["kept"]);

        Assert.That(_sut.Get<int>("k").IsHit, Is.False);
    }

    [Test]
    public void Whoever_keeps_a_node_sees_updates_and_removal()
    {
        _sut.Set("k", "first");
        _sut.Store.TryGet("k", out var first);
        var node = first.Node;

        _sut.Set("k", "second");
        Assert.That(((Entry<string>)node.Value).Content, Is.EqualTo("second"));
        Assert.That(node.Value.Node, Is.SameAs(node));
        Assert.That(node.WasRemoved, Is.False);

        _sut.Delete("k");
        Assert.That(node.WasRemoved, Is.True);

        _sut.Set("k", "third");
        Assert.That(node.WasRemoved, Is.True, "a new entry has a node of its own");
        Assert.That(_sut.Get<string>("k").Value, Is.EqualTo("third"));
    }

    [TestCase("clear")]
    [TestCase("pattern")]
    [TestCase("eviction")]
    public void A_node_says_that_it_has_left(string how)
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 3 }, _time);
        sut.Set("k", 1);
        sut.Store.TryGet("k", out var entry);

        switch (how)
        {
            case "clear":
                sut.Clear();
                break;
            case "pattern":
                sut.InvalidatePattern("k*");
                break;
            default:
                for (var i = 0; i < 20; i++)
                {
                    sut.Set($"other{i}", i);
                }

                break;
        }

        Assert.That(entry.Node.WasRemoved, Is.True);
    }

    [Test]
    public void A_node_of_an_invalidated_tag_is_dead_at_once()
    {
        _sut.Set("k", 1, new() { Tags = ["t"] });
        _sut.Store.TryGet("k", out var entry);

        _sut.InvalidateTags(["t"]);

        Assert.That(entry.Node.Value.IsLive(_sut.Store.Clock.Now), Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Store(string key, CacheEntryOptions options)
    {
        var value = new object();
        _sut.Set(key, value, options);
        return new(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddEntriesWithTags(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _sut.Set("k", i, new() { Tags = [Guid.NewGuid().ToString()] });
        }
    }

    private sealed class CountingTimeProvider : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return new Timer(base.CreateTimer(callback, state, dueTime, period), () => Timers--);
        }

        private sealed class Timer(ITimer inner, Action ended) : ITimer
        {
            private bool _ended;

            public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

            public void Dispose()
            {
                inner.Dispose();
                if (!_ended)
                {
                    _ended = true;
                    ended();
                }
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
