namespace Caching.TestKit.Contract;

/// <summary>What every backend promises of single entries and of several at once.</summary>
public abstract class EntryContract : BackendFixture
{
    [Test]
    public async Task An_unknown_key_is_a_miss()
    {
        var lookup = await Sut.GetAsync<string>("nothing");

        Assert.That(lookup.IsHit, Is.False);
        Assert.That(lookup.Value, Is.Null);
    }

    [Test]
    public async Task A_stored_value_is_found()
    {
        Assert.That(await Sut.SetAsync("k", "value"), Is.True);

        Assert.That(await ValueOfAsync<string>("k"), Is.EqualTo("value"));
    }

    [Test]
    public async Task A_record_comes_back_whole()
    {
        var stored = new Sample(7, "seven", [1, 2, 3], new Sample(8, "eight", [], null));

        await Sut.SetAsync("k", stored);

        var found = await ValueOfAsync<Sample>("k");
        Assert.That(found!.Id, Is.EqualTo(7));
        Assert.That(found.Numbers, Is.EqualTo(stored.Numbers));
        Assert.That(found.Inner!.Name, Is.EqualTo("eight"));
    }

    [Test]
    public async Task A_stored_null_is_a_hit_E6()
    {
        await Sut.SetAsync<string?>("k", null);

        var lookup = await Sut.GetAsync<string?>("k");
        Assert.That(lookup.IsHit, Is.True);
        Assert.That(lookup.Value, Is.Null);
    }

    [Test]
    public async Task A_stored_null_of_a_value_type_is_a_hit()
    {
        await Sut.SetAsync<int?>("k", null);

        Assert.That((await Sut.GetAsync<int?>("k")).IsHit, Is.True);
    }

    [Test]
    public async Task A_later_store_replaces_an_earlier_one()
    {
        await Sut.SetAsync("k", 1);
        await Sut.SetAsync("k", 2);

        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_entry_of_another_type_is_a_miss_E13()
    {
        await Sut.SetAsync("k", new Sample(1, "one", [], null));

        Assert.That(await HitsAsync<Guid>("k"), Is.False);
    }

    [Test]
    public async Task An_entry_of_another_type_can_be_replaced_E12()
    {
        await Sut.SetAsync("k", "text");
        await Sut.SetAsync("k", 5);

        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(5));
    }

    [TestCase("a:b", "a", "a:b:c")]
    [TestCase("Case", "case", "CASE")]
    [TestCase("ä", "a", "a\u0308")]
    [TestCase("k", " k", "k ")]
    [TestCase("[k]", "k", "{k}")]
    public async Task Keys_are_compared_ordinally(string first, string second, string third)
    {
        await Sut.SetAsync(first, 1);
        await Sut.SetAsync(second, 2);
        await Sut.SetAsync(third, 3);

        Assert.That(await ValueOfAsync<int>(first), Is.EqualTo(1));
        Assert.That(await ValueOfAsync<int>(second), Is.EqualTo(2));
        Assert.That(await ValueOfAsync<int>(third), Is.EqualTo(3));
    }

    [Test]
    public async Task An_entry_is_gone_after_its_time_to_live_E26()
    {
        await Sut.SetAsync("k", 1, new() { Ttl = Ttl });
        Assert.That(await HitsAsync<int>("k"), Is.True);

        await ExpireAsync("k");

        Assert.That(await HitsAsync<int>("k"), Is.False);
        Assert.That(await Sut.ExistsAsync("k"), Is.False);
        Assert.That(await Sut.DeleteAsync("k"), Is.False);
    }

    [Test]
    public async Task An_entry_without_a_time_to_live_stays()
    {
        await Sut.SetAsync("stays", 1);
        await Sut.SetAsync("k", 1, new() { Ttl = Ttl });

        await ExpireAsync("k");

        Assert.That(await HitsAsync<int>("stays"), Is.True);
    }

    [Test]
    public async Task A_later_store_brings_its_own_time_to_live()
    {
        await Sut.SetAsync("k", 1);
        await Sut.SetAsync("k", 2, new() { Ttl = Ttl });
        await Sut.SetAsync("other", 1, new() { Ttl = Ttl });
        await Sut.SetAsync("other", 2);

        await ExpireAsync("k");

        Assert.That(await HitsAsync<int>("k"), Is.False);
        Assert.That(await HitsAsync<int>("other"), Is.True);
    }

    [Test]
    public async Task An_expired_key_can_be_stored_again()
    {
        await Sut.SetAsync("k", 1, new() { Ttl = Ttl });
        await ExpireAsync("k");

        await Sut.SetAsync("k", 2);

        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(2));
    }

    [Test]
    public async Task Delete_tells_whether_something_was_there()
    {
        await Sut.SetAsync("k", 1);

        Assert.That(await Sut.DeleteAsync("k"), Is.True);
        Assert.That(await Sut.DeleteAsync("k"), Is.False);
        Assert.That(await HitsAsync<int>("k"), Is.False);
    }

    [Test]
    public async Task Exists_sees_entries_and_stored_nulls()
    {
        await Sut.SetAsync<string?>("k", null);

        Assert.That(await Sut.ExistsAsync("k"), Is.True);
        Assert.That(await Sut.ExistsAsync("nothing"), Is.False);
    }

    [Test]
    public async Task Several_are_stored_and_found_and_misses_are_left_out()
    {
        await Sut.SetManyAsync(new Dictionary<string, string?> { ["a"] = "1", ["b"] = null });

        var found = await Sut.GetManyAsync<string?>(["a", "b", "nothing", "a"]);

        Assert.That(found, Is.EquivalentTo(new Dictionary<string, string?> { ["a"] = "1", ["b"] = null }));
    }

    [Test]
    public async Task Several_share_time_to_live_and_tags()
    {
        await Sut.SetManyAsync(new Dictionary<string, int> { ["a"] = 1 }, new() { Ttl = Ttl });
        await Sut.SetManyAsync(new Dictionary<string, int> { ["b"] = 2 }, Tagged("t"));

        await ExpireAsync("a");
        await Sut.InvalidateTagsAsync(["t"]);

        Assert.That(await Sut.GetManyAsync<int>(["a", "b"]), Is.Empty);
    }

    [Test]
    public async Task Several_are_deleted_and_counted()
    {
        await Sut.SetManyAsync(
            new Dictionary<string, int>
            {
                ["a"] = 1,
                ["b"] = 2,
                ["c"] = 3,
            }
        );

        Assert.That(await Sut.DeleteManyAsync(["a", "b", "nothing"]), Is.EqualTo(2));
        Assert.That((await Sut.GetManyAsync<int>(["a", "b", "c"])).Keys, Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task None_at_all_is_fine()
    {
        await Sut.SetManyAsync(new Dictionary<string, int>());

        Assert.That(await Sut.GetManyAsync<int>([]), Is.Empty);
        Assert.That(await Sut.DeleteManyAsync([]), Is.Zero);
        Assert.That(async () => await Sut.InvalidateTagsAsync([]), Throws.Nothing);
    }

    /// <summary>A value with a collection and another value in it.</summary>
    public sealed record Sample(int Id, string Name, int[] Numbers, Sample? Inner);
}
