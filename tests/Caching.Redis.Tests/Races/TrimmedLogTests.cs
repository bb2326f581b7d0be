using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Races;

/// <summary>A log that is smaller than one invalidation.</summary>
public sealed class TrimmedLogTests
{
    private RedisProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);

    [Test]
    public async Task A_load_begun_after_an_invalidation_that_filled_the_log_is_refused_by_its_repetition()
    {
        var keys = Enumerable.Range(0, 40).Select(number => $"key{number}").ToArray();
        await using var sut = RedisBackends.New(
            _server.EndPoint.ToString(),
            "trimmed",
            options =>
            {
                options.LogCapacity = 16;
                options.Budget = TimeSpan.FromSeconds(30);
            }
        );
        await sut.DeleteManyAsync(keys);
        var since = await Task.WhenAll(keys.Select(key => sut.BeginAsync(key, default).AsTask()));

        await sut.DeleteManyAsync(keys);

        foreach (var (key, position) in keys.Zip(since))
        {
            Assert.That(await sut.SetAsync(key, "old", new CacheEntryOptions { Since = position }), Is.False, key);
        }
    }

    [Test]
    public async Task A_load_begun_after_an_invalidation_that_filled_the_log_is_stored()
    {
        await using var sut = RedisBackends.New(
            _server.EndPoint.ToString(),
            "filled",
            options =>
            {
                options.LogCapacity = 16;
                options.Budget = TimeSpan.FromSeconds(30);
            }
        );
        await sut.DeleteManyAsync([.. Enumerable.Range(0, 40).Select(number => $"key{number}")]);
        var since = await sut.BeginAsync("key1", default);

        Assert.That(await sut.SetAsync("key1", "new", new CacheEntryOptions { Since = since }), Is.True);
    }
}
