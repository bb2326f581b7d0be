using Caching.TestKit.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Redis.Tests.Topologies;

/// <summary>Soft timeouts with last values that two processes share.</summary>
public sealed class SoftTimeoutTests : ServerFixture
{
    private static readonly CacheLoadOptions Kept = new()
    {
        Ttl = TimeSpan.FromMinutes(1),
        StaleOnError = TimeSpan.FromMinutes(10),
        SoftTimeout = TimeSpan.FromSeconds(1),
        Tags = ["t"],
    };

    private FakeTimeProvider _time = null!;
    private RedisEngine _one = null!;
    private RedisEngine _other = null!;
    private Gate _gate = null!;

    [SetUp]
    public async Task StoreALastValue()
    {
        _time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        _gate = new Gate();
        _one = RedisEngine.On(Address, "shared", time: _time);
        _other = RedisEngine.On(Address, "shared", time: _time);
        await _other.Cache.GetOrCreateAsync("k", static _ => Task.FromResult("last"), Kept);
        await _other.LandedAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
    }

    [TearDown]
    public async Task StopBoth()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Test]
    public async Task The_last_value_of_another_process_is_served_and_the_load_is_stored_for_both()
    {
        var call = WaitAsync();
        await _gate.Reached;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await call.InTime(), Is.EqualTo("last"));
        _gate.Open();
        await _one.LandedAsync();
        Assert.That(await _other.Cache.GetOrDefaultAsync("k", ""), Is.EqualTo("new 1"));
    }

    [Test]
    public async Task A_load_in_time_answers_its_caller()
    {
        _gate.Open();

        Assert.That(await WaitAsync().InTime(), Is.EqualTo("new 1"));
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    public async Task What_another_process_invalidates_while_a_caller_waits_isnt_served(string by)
    {
        var call = WaitAsync();
        await _gate.Reached;

        await (
            by switch
            {
                "key" => _other.Cache.DeleteAsync("k").AsTask(),
                "tag" => _other.Cache.InvalidateTagsAsync(["t"]).AsTask(),
                "pattern" => _other.Cache.InvalidatePatternAsync("k*").AsTask(),
                _ => _other.Cache.ClearAsync().AsTask(),
            }
        );
        _time.Advance(TimeSpan.FromSeconds(1));
        _gate.Open();

        Assert.That(await call.InTime(), Does.StartWith("new"));
        await _one.LandedAsync();
        Assert.That(await _other.Cache.GetOrDefaultAsync("k", ""), Is.Not.EqualTo("new 1"), "loaded before");
    }

    private Task<string> WaitAsync()
    {
        var loads = 0;
        return _one
            .Cache.GetOrCreateAsync(
                "k",
                async _ =>
                {
                    var load = Interlocked.Increment(ref loads);
                    await _gate.PassAsync();
                    return $"new {load}";
                },
                Kept
            )
            .AsTask();
    }
}
