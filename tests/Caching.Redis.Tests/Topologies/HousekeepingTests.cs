using System.Globalization;
using Caching.Redis.Servers;
using Caching.TestKit.Recording;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The watch over the primary and the invalidations that are owed, on one server that restarts.</summary>
public sealed class HousekeepingTests : ServerFixture
{
    [Test]
    public async Task The_watch_sees_a_restart_once()
    {
        await using var parts = new RedisParts(Address, "watch", buckets: 3);
        Assert.That(await parts.Watch.HasChangedAsync(default), Is.False, "the first primary isn't a change");
        Assert.That(await parts.Watch.HasChangedAsync(default), Is.False);

        await Server.RestartAsync();

        Assert.That(await LookAsync(parts), Is.True);
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

        Assert.That(await LookAsync(parts), Is.True);
    }

    [Test]
    public async Task What_is_owed_is_paid_once_whatever_it_is()
    {
        await using var parts = new RedisParts(Address, "owed");
        await using var backend = RedisBackends.New(Address, "owed");
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
        await using var backend = RedisBackends.New(Address, "all");
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
        // As a server does that reads an older snapshot.
        await Database.StringSetAsync(engine.Entry("a"), "old");
        await Polling.UntilAsync(
            () => Task.FromResult(engine.Logs.Named("CaughtUp").Any()),
            "the invalidations are carried out again"
        );

        Assert.That(await Database.KeyExistsAsync(engine.Entry("a")), Is.False);
        Assert.That(meter.Sum("caching.invalidations.replayed", engine.MeterTag), Is.GreaterThanOrEqualTo(3));
        Assert.That(engine.Logs.Named("PrimaryChanged").Single().Message, Does.Contain("3 recent invalidations"));
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

    private static async Task<bool> LookAsync(RedisParts parts)
    {
        bool? seen = null;
        await Polling.UntilAsync(async () => (seen = await TryLookAsync(parts)) is not null, "the watch has looked");
        return seen!.Value;
    }

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
