namespace Caching.TestKit.Contract;

/// <summary>What a backend promises of entries that it keeps as last values.</summary>
public abstract class StaleContract : FenceContract
{
    private static readonly CacheEntryOptions Kept = new() { Ttl = Ttl, StaleFor = Ttl };

    [Test]
    public async Task A_kept_entry_is_a_hit_until_its_time_to_live_is_over()
    {
        await Sut.SetAsync("a", "1", Kept);

        Pass(Ttl - TimeSpan.FromSeconds(20));

        var lookup = await Sut.GetAsync<string>("a");
        Assert.That(lookup.IsHit, Is.True);
        Assert.That(lookup.TryGetStale(out _), Is.False);
    }

    [Test]
    public async Task A_stale_entry_is_a_miss_that_tells_the_last_value()
    {
        await Sut.SetAsync("a", "1", Kept);

        Pass(Ttl);

        var lookup = await Sut.GetAsync<string>("a");
        Assert.That(lookup.IsHit, Is.False);
        Assert.That(lookup.TryGet(out _), Is.False);
        Assert.That(lookup.Value, Is.Null);
        Assert.That(lookup.TryGetStale(out var last), Is.True);
        Assert.That(last, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_stale_entry_is_a_miss_for_everything_else()
    {
        await Sut.SetAsync("a", "1", Kept);
        await Sut.SetAsync("b", "1");

        Pass(Ttl);

        Assert.That(await Sut.ExistsAsync("a"), Is.False);
        Assert.That(await Sut.ExistsAsync("b"), Is.True);
        Assert.That((await Sut.GetManyAsync<string>(["a", "b"])).Keys, Is.EqualTo(new[] { "b" }));
        Assert.That((Sut as ISyncCacheBackend)?.Get<string>("a").IsHit ?? false, Is.False);
    }

    [Test]
    public async Task A_stale_null_is_a_last_value()
    {
        await Sut.SetAsync<string?>("a", null, Kept);

        Pass(Ttl);

        Assert.That((await Sut.GetAsync<string?>("a")).TryGetStale(out var last), Is.True);
        Assert.That(last, Is.Null);
    }

    [Test]
    public async Task A_stale_entry_of_another_type_is_a_miss()
    {
        await Sut.SetAsync("a", new Sample(1, "one", [], null), Kept);

        Pass(Ttl);

        Assert.That((await Sut.GetAsync<Guid>("a")).TryGetStale(out _), Is.False);
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    [TestCase("write")]
    public async Task A_stale_entry_that_was_invalidated_is_gone(string by)
    {
        await Sut.SetAsync("a", "1", Kept with { Tags = ["t"] });
        Pass(Ttl);

        await (
            by switch
            {
                "key" => Sut.DeleteAsync("a").AsTask(),
                "tag" => Sut.InvalidateTagsAsync(["t"]).AsTask(),
                "pattern" => Sut.InvalidatePatternAsync("a*").AsTask(),
                "clear" => Sut.ClearAsync().AsTask(),
                _ => Sut.SetAsync("a", "2").AsTask(),
            }
        );

        Assert.That((await Sut.GetAsync<string>("a")).TryGetStale(out _), Is.False);
    }

    [Test]
    public async Task An_entry_that_was_invalidated_while_it_was_fresh_is_no_last_value()
    {
        await Sut.SetAsync("a", "1", Kept with { Tags = ["t"] });
        await Sut.InvalidateTagsAsync(["t"]);

        Pass(Ttl);

        Assert.That((await Sut.GetAsync<string>("a")).TryGetStale(out _), Is.False);
    }

    [Test]
    public async Task A_stale_entry_is_counted_where_it_is_removed()
    {
        await Sut.SetAsync("a", "1", Kept);
        await Sut.SetAsync("b:1", "1", Kept);

        Pass(Ttl);

        Assert.That(await Sut.DeleteAsync("a"), Is.True);
        Assert.That(await Sut.InvalidatePatternAsync("b:*"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_store_over_a_stale_entry_is_fresh()
    {
        await Sut.SetAsync("a", "1", Kept);
        Pass(Ttl);
        var since = (await Sut.GetAsync<string>("a")).Since;

        Assert.That(await Sut.SetAsync("a", "2", Kept with { Since = since }), Is.True);

        Assert.That(await ValueOfAsync<string>("a"), Is.EqualTo("2"));
    }
}
