using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary>What the memory backend's contract doesn't say: when a hit writes, and what entries that don't slide pay.</summary>
public sealed class SlidingLifeTests
{
    [Test]
    public void A_hit_that_moves_the_expiry_by_less_than_a_sixteenth_writes_nothing()
    {
        var (sut, expiresAt) = (new SlidingLife(window: 160, latest: 1000), 160L);

        sut.Extend(ref expiresAt, now: 9);
        Assert.That(expiresAt, Is.EqualTo(160));

        sut.Extend(ref expiresAt, now: 10);
        Assert.That(expiresAt, Is.EqualTo(170));
    }

    [Test]
    public void The_last_step_goes_to_the_limit_and_none_beyond_it_or_back()
    {
        var (sut, expiresAt) = (new SlidingLife(window: 160, latest: 325), 320L);

        sut.Extend(ref expiresAt, now: 170);
        Assert.That(expiresAt, Is.EqualTo(325));

        sut.Extend(ref expiresAt, now: 300);
        sut.Extend(ref expiresAt, now: 20);
        Assert.That(expiresAt, Is.EqualTo(325));
    }

    [Test]
    public void Hits_at_once_leave_the_latest_expiry()
    {
        var sut = new SlidingLife(window: 16, latest: long.MaxValue);
        var expiries = new long[100_000];
        var arrived = 0;

        Parallel.Invoke(() => HitAll(now: 100), () => HitAll(now: 1000));

        Assert.That(expiries, Is.All.EqualTo(1000 + 16));

        // Both meet before each entry.
        void HitAll(long now)
        {
            for (var i = 0; i < expiries.Length; i++)
            {
                Interlocked.Increment(ref arrived);
                var wait = default(SpinWait);
                while (Volatile.Read(ref arrived) < 2 * (i + 1))
                {
                    wait.SpinOnce(sleep1Threshold: -1);
                }

                sut.Extend(ref expiries[i], now);
            }
        }
    }

    [Test]
    public void An_entry_that_does_not_slide_is_no_larger_than_the_fields_it_had()
    {
        var meta = new EntryMeta(1, 0, null);
        _ = new Entry<object>("k", meta, ReturnShape.Value, meta);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var entry = new Entry<object?>("k", null, ReturnShape.Value, meta);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(entry.Slides, Is.False);
        Assert.That(bytes, Is.LessThanOrEqualTo(96));
    }

    [Test]
    public void An_extended_entry_stays_through_the_sweeps_and_an_idle_one_leaves()
    {
        var time = new FakeTimeProvider();
        using var sut = new MemoryCacheBackend(null, time);
        var options = new CacheEntryOptions { Ttl = TimeSpan.FromHours(1), Sliding = TimeSpan.FromSeconds(40) };
        sut.Set("busy", 1, options);
        sut.Set("idle", 1, options);

        for (var minute = 0; minute < 4; minute++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            Assert.That(sut.Get<int>("busy").IsHit, Is.True);
        }

        Assert.That(sut.Count, Is.EqualTo(1));
    }
}
