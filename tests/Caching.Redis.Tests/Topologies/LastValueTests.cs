using Caching.TestKit.Doubles;

namespace Caching.Redis.Tests.Topologies;

/// <summary>Last values that two processes share.</summary>
public sealed class LastValueTests : ServerFixture
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);
    private static readonly CacheLoadOptions Kept = new()
    {
        Ttl = Ttl,
        StaleOnError = TimeSpan.FromMinutes(10),
        Tags = ["t"],
    };

    private readonly ShiftedTimeProvider _time = new();

    [Test]
    public async Task A_failed_load_is_answered_with_the_last_value_of_another_process()
    {
        await using var one = RedisEngine.On(Address, "shared", time: _time);
        await using var other = RedisEngine.On(Address, "shared", time: _time);
        await StoreStaleAsync(one);

        Assert.That(await FailAsync(other), Is.EqualTo("last"));
        Assert.That(
            other.Cache.GetOrCreate("k", string () => throw new InvalidOperationException(), Kept),
            Is.EqualTo("last")
        );
        Assert.That((await other.Cache.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That(await other.Cache.ExistsAsync("k"), Is.False);
    }

    [Test]
    public async Task An_entry_lives_for_its_time_to_live_and_as_a_last_value()
    {
        await using var one = RedisEngine.On(Address, "shared", time: _time);
        await StoreStaleAsync(one);

        var life = await Database.KeyTimeToLiveAsync(one.Entry("k"));

        Assert.That(life, Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11)));
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    [TestCase("write")]
    public async Task What_another_process_invalidates_during_the_failing_load_is_no_last_value(string by)
    {
        await using var one = RedisEngine.On(Address, "shared", time: _time);
        await using var other = RedisEngine.On(Address, "shared", time: _time);
        await StoreStaleAsync(one);
        var gate = new Gate();
        var failing = one.Cache.GetOrCreateAsync(
            "k",
            async Task<string> (_) =>
            {
                await gate.PassAsync();
                throw new InvalidOperationException("down");
            },
            Kept
        );
        await gate.Reached;

        await (
            by switch
            {
                "key" => other.Cache.DeleteAsync("k").AsTask(),
                "tag" => other.Cache.InvalidateTagsAsync(["t"]).AsTask(),
                "pattern" => other.Cache.InvalidatePatternAsync("k*").AsTask(),
                "clear" => other.Cache.ClearAsync().AsTask(),
                _ => other.Cache.SetAsync("k", "written").AsTask(),
            }
        );
        gate.Open();

        if (by == "write")
        {
            Assert.That(await failing, Is.EqualTo("written"));
        }
        else
        {
            await Assert.ThatAsync(
                () => failing.AsTask(),
                Throws.InvalidOperationException.With.Message.EqualTo("down")
            );
        }
    }

    private async Task StoreStaleAsync(RedisEngine engine)
    {
        await engine.Cache.GetOrCreateAsync("k", _ => Task.FromResult("last"), Kept);
        await Caching.Redis.Servers.Polling.UntilAsync(
            async () => (await engine.Cache.GetAsync<string>("k")).IsHit,
            "it is stored"
        );
        _time.Shift(Ttl);
    }

    private static async Task<string> FailAsync(RedisEngine engine) =>
        await engine.Cache.GetOrCreateAsync("k", Task<string> (_) => throw new InvalidOperationException("down"), Kept);
}
