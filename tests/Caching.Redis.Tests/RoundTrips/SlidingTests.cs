using static Caching.Redis.Tests.RoundTrips.SentCommands;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>What an entry that slides costs a server, and what the server is told about it.</summary>
public sealed class SlidingTests : RoundTripFixture
{
    private static readonly CacheLoadOptions Options = new()
    {
        Ttl = TimeSpan.FromSeconds(1000),
        Sliding = TimeSpan.FromSeconds(100),
        Tags = ["t"],
    };

    [Test]
    public async Task A_hit_is_one_call_and_moves_the_expiry_to_a_window_from_now()
    {
        await StoreAsync("k");
        await ShortenAsync("k", 10);
        await Sent.TakeUntilQuietAsync();

        Assert.That(await LoadAsync("k"), Is.EqualTo(1));
        Assert.That(Sent.Take(), Is.EqualTo([Script]));
        Assert.That(await LeftAsync("k"), Is.InRange(80, 100));

        await ShortenAsync("k", 10);
        Sent.Take();
        Assert.That(Cache.GetOrCreate("k", static () => 2, Options), Is.EqualTo(1));
        Assert.That(Sent.Take(), Is.EqualTo([Script]), "synchronously");
        Assert.That(await LeftAsync("k"), Is.InRange(80, 100));
    }

    [Test]
    public async Task An_entry_begins_with_its_window_and_its_tag_remembers_it_for_its_time_to_live()
    {
        await StoreAsync("k");

        Assert.That(await LeftAsync("k"), Is.InRange(80, 100));
        var indexes = await IndexesAsync();
        Assert.That(indexes, Has.Some.InRange(980, 1000), "the latest possible expiry");
    }

    [Test]
    public async Task A_plain_look_up_is_one_get_and_leaves_the_expiry()
    {
        await StoreAsync("k");
        await ShortenAsync("k", 10);
        Sent.Take();

        Assert.That((await Cache.GetAsync<int>("k")).Value, Is.EqualTo(1));

        Assert.That(Sent.Take(), Is.EqualTo([Get]));
        Assert.That(await LeftAsync("k"), Is.InRange(0, 10));
    }

    [Test]
    public async Task A_look_up_that_slides_leaves_what_does_not()
    {
        await Cache.SetAsync("fixed", 1, TimeSpan.FromSeconds(50));
        await Cache.IncrementAsync("count");

        Assert.That(await LoadAsync("fixed"), Is.EqualTo(1));
        Assert.That(await LeftAsync("fixed"), Is.InRange(30, 50));
        Assert.That(await Cache.GetOrCreateAsync("count", _ => Task.FromResult(7L), Options), Is.EqualTo(1L));
        Assert.That(await Connection.GetDatabase().KeyTimeToLiveAsync(Engine.Entry("count")), Is.Null);
    }

    [Test]
    public async Task A_key_of_another_type_is_a_miss()
    {
        await Connection.GetDatabase().ListLeftPushAsync(Engine.Entry("list"), 1);

        Assert.That(await LoadAsync("list", 5), Is.EqualTo(5));
        Assert.That(Cache.GetOrCreate("list", static () => 6, Options), Is.AnyOf(5, 6));
    }

    private ValueTask<int> LoadAsync(string key, int value = 2) =>
        Cache.GetOrCreateAsync(key, _ => Task.FromResult(value), Options);

    private async Task StoreAsync(string key) => Assert.That(await Cache.SetAsync(key, 1, Options), Is.True);

    private async Task ShortenAsync(string key, int seconds) =>
        Assert.That(
            await Connection.GetDatabase().KeyExpireAsync(Engine.Entry(key), TimeSpan.FromSeconds(seconds)),
            Is.True
        );

    private async Task<double> LeftAsync(string key) =>
        (await Connection.GetDatabase().KeyTimeToLiveAsync(Engine.Entry(key)))!.Value.TotalSeconds;

    private async Task<double[]> IndexesAsync()
    {
        var bucket = new KeySpace(Engine.Prefix, 1)[$"{Engine.Prefix}:k"];
        var entries = await Connection.GetDatabase().SortedSetRangeByRankWithScoresAsync(bucket.Index("t"));
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return [.. entries.Select(entry => (entry.Score - now) / 1000)];
    }
}
