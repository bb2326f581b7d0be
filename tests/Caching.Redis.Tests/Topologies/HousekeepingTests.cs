using System.Globalization;
using Caching.Redis.Servers;
using Caching.TestKit.Recording;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The watch over the primary and the invalidations that are owed, on one server that restarts.</summary>
public sealed class HousekeepingTests : ServerFixture
{
    [TearDown]
    public async Task BringTheServerBack()
    {
        if (!await Server.AnswersAsync())
        {
            await Server.RestartAsync();
        }
    }

    [Test]
    public async Task The_watch_sees_a_restart_once()
    {
        await using var parts = new RedisParts(Address, "watch", buckets: 3);
        Assert.That(await parts.Watch.HasChangedAsync(default), Is.False, "the first primary isn't a change");
        Assert.That(await parts.Watch.HasChangedAsync(default), Is.False);

        await Server.RestartAsync();

        await UntilSeenAsync(parts);
        Assert.That(await parts.Watch.HasChangedAsync(default), Is.False);
    }

    [Test]
    public async Task The_watch_remembers_the_primary_while_nobody_answers()
    {
        await using var parts = new RedisParts(Address, "silent");
        await parts.Watch.HasChangedAsync(default);

        Server.Kill();
        await Polling.UntilAsync(
            async () => await TryLookAsync(parts) != true && !await Server.AnswersAsync(),
            "the watch found nobody"
        );
        await Server.RestartAsync();

        await UntilSeenAsync(parts);
    }

    [Test]
    public async Task A_pattern_that_finds_nobody_is_unreachable()
    {
        await using var parts = new RedisParts(Address, "nobody");
        await parts.Calls.SessionAsync(default);
        var scan = new KeyScan(parts.Calls, "nobody");

        Server.Kill();
        await Polling.UntilAsync(
            async () => (await WhyAsync()).Contains("reached", StringComparison.Ordinal),
            "nobody is there"
        );
        Assert.That(() => scan.Remove("*"), Throws.InstanceOf<CacheConnectionException>());
        await Server.RestartAsync();

        async Task<string> WhyAsync()
        {
            try
            {
                await scan.RemoveAsync("*", null, default);
                return "";
            }
            catch (CacheConnectionException failure)
            {
                return failure.Message;
            }
        }
    }

    [Test]
    public async Task What_is_owed_is_paid_once_whatever_it_is()
    {
        await using var parts = new RedisParts(Address, "owed");
        await using var backend = NewBackend("owed");
        await backend.SetAsync("key", 1);
        await backend.SetAsync("tagged", 1, new() { Tags = ["tag"] });
        await backend.SetAsync("pattern:1", 1);
        await backend.SetAsync("stays", 1);
        parts.Owed.Add([Invalidation.Key("key"), Invalidation.Tag("tag"), Invalidation.Pattern("pattern:*")]);
        parts.Owed.Add([Invalidation.Key("key")]);

        Assert.That(await parts.Owed.PayAsync(default), Is.EqualTo(3));

        var left = await backend.GetManyAsync<int>(["key", "tagged", "pattern:1", "stays"]);
        Assert.That(left.Keys, Is.EqualTo(["stays"]));
        Assert.That(await parts.Owed.PayAsync(default), Is.Zero);
    }

    [Test]
    public async Task A_clear_that_is_owed_covers_the_rest()
    {
        await using var parts = new RedisParts(Address, "all");
        await using var backend = NewBackend("all");
        await backend.SetAsync("key", 1);
        parts.Owed.Add([Invalidation.Key("other"), Invalidation.All]);

        Assert.That(await parts.Owed.PayAsync(default), Is.EqualTo(2));

        Assert.That((await backend.GetAsync<int>("key")).IsHit, Is.False);
    }

    [Test]
    public async Task What_couldnt_be_paid_is_still_owed()
    {
        await using var parts = new RedisParts(Address, "later");
        await parts.Calls.SessionAsync(default);
        parts.Owed.Add([Invalidation.Key("key")]);

        Server.Kill();
        Assert.That(async () => await parts.Owed.PayAsync(default), Throws.InstanceOf<CacheException>());
        await Server.RestartAsync();

        await Polling.UntilAsync(async () => await TryPayAsync(parts) == 1, "it is paid");
    }

    [Test]
    public async Task A_restarted_server_gets_the_recent_invalidations_again()
    {
        using var meter = new MeterRecorder();
        await using var engine = RedisEngine.On(Address, "restarted");
        await engine.Cache.InitializeAsync();
        await engine.Cache.DeleteAsync("a");
        await engine.Cache.InvalidateTagsAsync(["b", "c"]);
        await UntilWatchedAsync();

        await Server.RestartAsync();
        await Polling.UntilAsync(
            () => Task.FromResult(engine.Logs.Named("CaughtUp").Any()),
            "the invalidations are carried out again"
        );

        var log = await Server.CliAsync("ZRANGE", "{restarted:0}:log", "0", "-1");
        Assert.That(log.Split('\n'), Is.SupersetOf(["krestarted:a", "tb", "tc"]));
        Assert.That(meter.Sum("caching.invalidations.replayed", engine.MeterTag), Is.EqualTo(3));
        Assert.That(engine.Logs.Named("PrimaryChanged").Single().Message, Does.Contain("3 recent invalidations"));
    }

    [Test]
    public async Task A_restarted_server_holds_again_what_was_invalidated_a_short_while_ago()
    {
        await using var engine = RedisEngine.On(Address, "holding", fenceFor: TimeSpan.FromMinutes(5));
        await engine.Cache.InitializeAsync();
        await engine.Cache.DeleteAsync("a");
        await engine.Cache.InvalidatePatternAsync("b*");
        await UntilWatchedAsync();

        await Server.RestartAsync();
        await Polling.UntilAsync(
            () => Task.FromResult(engine.Logs.Named("CaughtUp").Any()),
            "the invalidations are carried out again"
        );

        Assert.That(await Server.CliAsync("ZRANGE", "{holding:0}:holds", "0", "-1"), Is.EqualTo("kholding:a"));
        Assert.That(await Server.CliAsync("ZRANGE", "{holding:0}:globs", "0", "-1"), Is.EqualTo("gholding:b*"));
    }

    // A round of the watch is two scripts; nothing else runs any here.
    private async Task UntilWatchedAsync()
    {
        var before = await ScriptsAsync();
        await Polling.UntilAsync(async () => await ScriptsAsync() >= before + 3, "a round is over");
    }

    private async Task<long> ScriptsAsync()
    {
        var stats = await Server.CliAsync("INFO", "commandstats");
        return stats
            .Split('\n')
            .Where(line => line.StartsWith("cmdstat_eval", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split('=', ',')[1], CultureInfo.InvariantCulture));
    }

    private static Task UntilSeenAsync(RedisParts parts) =>
        Polling.UntilAsync(async () => await TryLookAsync(parts) == true, "the watch sees a change");

    private static async Task<bool?> TryLookAsync(RedisParts parts)
    {
        try
        {
            return await parts.Watch.HasChangedAsync(default);
        }
        catch (CacheException)
        {
            return null;
        }
    }

    private static async Task<int?> TryPayAsync(RedisParts parts)
    {
        try
        {
            return await parts.Owed.PayAsync(default);
        }
        catch (CacheException)
        {
            return null;
        }
    }
}
