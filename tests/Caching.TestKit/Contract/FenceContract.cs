namespace Caching.TestKit.Contract;

/// <summary>What every backend promises of a store that carries the position of its look-up.</summary>
/// <remarks>A backend that can't check positions returns none; the engine's own fence then decides alone.</remarks>
public abstract class FenceContract : CounterContract
{
    /// <summary>Gets whether the backend checks positions.</summary>
    protected virtual bool ChecksPositions => true;

    [Test]
    public async Task A_store_after_a_miss_takes_place()
    {
        var since = await MissAsync("k");

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since }), Is.True);
        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_store_is_refused_after_its_key_was_deleted() =>
        await IsRefusedAsync(() => Sut.DeleteAsync("k"));

    [Test]
    public async Task A_store_is_refused_after_its_key_was_deleted_with_others() =>
        await IsRefusedAsync(() => Sut.DeleteManyAsync(["a", "k"]));

    [Test]
    public async Task A_store_is_refused_after_one_of_its_tags_was_invalidated() =>
        await IsRefusedAsync(async () =>
        {
            await Sut.InvalidateTagsAsync(["a", "t2"]);
            return true;
        });

    [TestCase("k")]
    [TestCase("*")]
    [TestCase("[a-k]")]
    public async Task A_store_is_refused_after_a_pattern_that_matches(string glob) =>
        await IsRefusedAsync(() => Sut.InvalidatePatternAsync(glob));

    [Test]
    public async Task A_store_is_refused_after_clear() =>
        await IsRefusedAsync(async () =>
        {
            await Sut.ClearAsync();
            return true;
        });

    [Test]
    public async Task A_store_is_refused_after_an_explicit_write_which_stays()
    {
        await IsRefusedAsync(() => Sut.SetAsync("k", 7));

        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(7));
    }

    [Test]
    public async Task A_store_is_refused_after_an_explicit_write_of_several_which_stay()
    {
        await IsRefusedAsync(async () =>
        {
            await Sut.SetManyAsync(new Dictionary<string, int> { ["a"] = 1, ["k"] = 7 });
            return true;
        });

        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(7));
    }

    [Test]
    public async Task A_store_never_overwrites_a_counter()
    {
        var since = await MissAsync("k");
        await Sut.IncrementAsync("k", 5);
        var later = await MissAsync("k");

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since }), Is.False);
        Assert.That(await Sut.SetAsync("k", 1, new() { Since = later }), Is.False, "no matter how late it looked");
        Assert.That(await ValueOfAsync<long>("k"), Is.EqualTo(5));
    }

    [Test]
    public async Task What_doesnt_concern_it_doesnt_refuse_a_store()
    {
        var since = await MissAsync("k");
        await Sut.DeleteAsync("other");
        await Sut.SetAsync("another", 1, Tagged("t1"));
        await Sut.IncrementAsync("counter");
        await Sut.InvalidateTagsAsync(["t3"]);
        await Sut.InvalidatePatternAsync("k?");

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since, Tags = ["t1", "t2"] }), Is.True);
    }

    [Test]
    public async Task A_look_up_after_the_invalidation_may_store()
    {
        await Sut.DeleteAsync("k");
        await Sut.InvalidateTagsAsync(["t1"]);
        await Sut.InvalidatePatternAsync("*");
        await Sut.ClearAsync();
        var since = await MissAsync("k");

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since, Tags = ["t1"] }), Is.True);
        Assert.That(await HitsAsync<int>("k"), Is.True);
    }

    [Test]
    public async Task Two_stores_of_one_position_both_take_place()
    {
        var since = await MissAsync("k");

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since }), Is.True);
        Assert.That(await Sut.SetAsync("k", 2, new() { Since = since }), Is.True);
        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_value_stored_after_a_look_up_is_still_taken_by_its_tag()
    {
        var since = await MissAsync("k");
        await Sut.SetAsync("k", 1, new() { Since = since, Tags = ["t1"] });

        await Sut.InvalidateTagsAsync(["t1"]);

        Assert.That(await HitsAsync<int>("k"), Is.False);
    }

    [Test]
    public async Task A_position_is_never_too_old_to_be_refused()
    {
        var since = await MissAsync("k");
        await Sut.DeleteAsync("k");
        for (var i = 0; i < 10_000; i++)
        {
            await Sut.DeleteAsync($"other{i}");
        }

        Assert.That(await Sut.SetAsync("k", 1, new() { Since = since }), Is.False);
    }

    private async Task IsRefusedAsync<T>(Func<ValueTask<T>> invalidate)
    {
        var since = await MissAsync("k");
        await invalidate();

        var options = new CacheEntryOptions { Since = since, Tags = ["t1", "t2"] };
        Assert.That(await Sut.SetAsync("k", 1, options), Is.False);
        Assert.That(await Sut.GetAsync<int>("k"), Has.Property(nameof(CacheLookup<int>.Value)).Not.EqualTo(1));
    }

    private async Task<CacheMark> MissAsync(string key)
    {
        var lookup = await Sut.GetAsync<int>(key);
        Assert.That(lookup.IsHit, Is.False);
        Assume.That(ChecksPositions, "the backend doesn't check positions");
        Assert.That(lookup.Since.IsSet, Is.True);
        return lookup.Since;
    }
}
