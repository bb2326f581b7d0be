namespace Caching.TestKit.Contract;

/// <summary>What every backend promises of tags, patterns and clear.</summary>
public abstract class InvalidationContract : EntryContract
{
    [Test]
    public async Task A_tag_takes_every_entry_that_carries_it_N4()
    {
        await Sut.SetAsync("a", 1, Tagged("red", "round"));
        await Sut.SetAsync("b", 2, Tagged("red"));
        await Sut.SetAsync("c", 3, Tagged("blue"));
        await Sut.SetAsync("d", 4);

        await Sut.InvalidateTagsAsync(["red"]);

        Assert.That((await Sut.GetManyAsync<int>(["a", "b", "c", "d"])).Keys, Is.EquivalentTo(new[] { "c", "d" }));
        Assert.That(await Sut.ExistsAsync("a"), Is.False);
        Assert.That(await Sut.DeleteAsync("a"), Is.False);
    }

    [Test]
    public async Task Several_tags_take_what_carries_any_of_them()
    {
        await Sut.SetAsync("a", 1, Tagged("red"));
        await Sut.SetAsync("b", 2, Tagged("blue"));
        await Sut.SetAsync("c", 3, Tagged("green"));

        await Sut.InvalidateTagsAsync(["red", "blue", "red"]);

        Assert.That((await Sut.GetManyAsync<int>(["a", "b", "c"])).Keys, Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task An_unknown_tag_takes_nothing()
    {
        await Sut.SetAsync("a", 1, Tagged("red"));

        await Sut.InvalidateTagsAsync(["nobody's", "Red", "re", "red "]);

        Assert.That(await HitsAsync<int>("a"), Is.True);
    }

    [Test]
    public async Task What_is_stored_after_the_invalidation_of_its_tag_stays()
    {
        await Sut.SetAsync("a", 1, Tagged("red"));
        await Sut.InvalidateTagsAsync(["red"]);

        await Sut.SetAsync("a", 2, Tagged("red"));

        Assert.That(await ValueOfAsync<int>("a"), Is.EqualTo(2));
        await Sut.InvalidateTagsAsync(["red"]);
        Assert.That(await HitsAsync<int>("a"), Is.False);
    }

    [Test]
    public async Task The_tags_of_an_entry_are_those_of_its_last_store()
    {
        await Sut.SetAsync("a", 1, Tagged("red"));
        await Sut.SetAsync("a", 2, Tagged("blue"));

        await Sut.InvalidateTagsAsync(["red"]);
        Assert.That(await HitsAsync<int>("a"), Is.True);

        await Sut.InvalidateTagsAsync(["blue"]);
        Assert.That(await HitsAsync<int>("a"), Is.False);
    }

    [Test]
    public async Task Many_entries_of_one_tag_all_go()
    {
        string[] keys = [.. Enumerable.Range(0, 300).Select(i => $"k{i}")];
        await Sut.SetManyAsync(keys.ToDictionary(key => key, _ => 1), Tagged("t"));

        await Sut.InvalidateTagsAsync(["t"]);

        Assert.That(await Sut.GetManyAsync<int>(keys), Is.Empty);
    }

    [TestCase("product:*", "product:1", "product:", "product:1:x")]
    [TestCase("*", "product:1", "product:", "product:1:x", "Product:1", "shop[1]", "shop1", "a*b", "ab")]
    [TestCase("product:?", "product:1")]
    [TestCase("?roduct:1", "product:1", "Product:1")]
    [TestCase("[pP]roduct:1", "product:1", "Product:1")]
    [TestCase("[^p]roduct:1", "Product:1")]
    [TestCase("[a-z]roduct:1", "product:1")]
    [TestCase("[z-a]roduct:1", "product:1")]
    [TestCase("shop[1]", "shop1")]
    [TestCase(@"shop\[1\]", "shop[1]")]
    [TestCase(@"a\*b", "a*b")]
    [TestCase("a*b", "a*b", "ab")]
    [TestCase("product:1", "product:1")]
    [TestCase("product")]
    public async Task Globs_are_those_of_Redis_on_every_backend_E30(string glob, params string[] gone)
    {
        string[] keys = ["product:1", "product:", "product:1:x", "Product:1", "shop[1]", "shop1", "a*b", "ab"];
        await Sut.SetManyAsync(keys.ToDictionary(key => key, _ => 1));

        var removed = await Sut.InvalidatePatternAsync(glob);

        Assert.That((await Sut.GetManyAsync<int>(keys)).Keys, Is.EquivalentTo(keys.Except(gone)));
        Assert.That(removed, Is.EqualTo(gone.Length));
    }

    [Test]
    public async Task A_pattern_takes_more_entries_than_one_scan_returns()
    {
        string[] keys = [.. Enumerable.Range(0, 500).Select(i => $"many:{i}")];
        await Sut.SetManyAsync(keys.ToDictionary(key => key, _ => 1));
        await Sut.SetAsync("other", 1);

        Assert.That(await Sut.InvalidatePatternAsync("many:*"), Is.EqualTo(500));
        Assert.That(await Sut.GetManyAsync<int>([.. keys, "other"]), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Clear_takes_everything()
    {
        await Sut.SetAsync("a", 1, Tagged("red"));
        await Sut.SetAsync("b", 2);
        await Sut.IncrementAsync("c");

        await Sut.ClearAsync();

        Assert.That(await Sut.ExistsAsync("a"), Is.False);
        Assert.That(await Sut.ExistsAsync("b"), Is.False);
        Assert.That(await Sut.ExistsAsync("c"), Is.False);
        Assert.That(await Sut.SetAsync("a", 3), Is.True);
        Assert.That(await ValueOfAsync<int>("a"), Is.EqualTo(3));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public void An_empty_key_tag_or_pattern_is_an_error_that_says_so(string? empty)
    {
        var options = Tagged("good", empty!);

        Assert.Multiple(() =>
        {
            Refuses("key", async () => await Sut.GetAsync<int>(empty!));
            Refuses("key", async () => await Sut.SetAsync(empty!, 1));
            Refuses("key", async () => await Sut.DeleteAsync(empty!));
            Refuses("key", async () => await Sut.ExistsAsync(empty!));
            Refuses("key", async () => await Sut.IncrementAsync(empty!));
            Refuses("key", async () => await Sut.DecrementAsync(empty!));
            Refuses("key", async () => await Sut.GetManyAsync<int>(["a", empty!]));
            Refuses("key", async () => await Sut.DeleteManyAsync(["a", empty!]));
            Refuses("pattern", async () => await Sut.InvalidatePatternAsync(empty!));
            Refuses("tag", async () => await Sut.InvalidateTagsAsync(["good", empty!]));
            Refuses("tag", async () => await Sut.SetAsync("k", 1, options));
        });
    }

    [Test]
    public void A_missing_collection_is_an_error()
    {
        Assert.That(async () => await Sut.GetManyAsync<int>(null!), Throws.ArgumentNullException);
        Assert.That(async () => await Sut.SetManyAsync<int>(null!), Throws.ArgumentNullException);
        Assert.That(async () => await Sut.DeleteManyAsync(null!), Throws.ArgumentNullException);
        Assert.That(async () => await Sut.InvalidateTagsAsync(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Nothing_happens_for_a_caller_who_has_given_up()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var token = given.Token;
        await Sut.SetAsync("k", 1, Tagged("t"));

        Assert.Multiple(() =>
        {
            GivesUp(async () => await Sut.GetAsync<int>("k", token));
            GivesUp(async () => await Sut.SetAsync("k", 2, default, token));
            GivesUp(async () => await Sut.DeleteAsync("k", token));
            GivesUp(async () => await Sut.ExistsAsync("k", token));
            GivesUp(async () => await Sut.ClearAsync(token));
            GivesUp(async () => await Sut.InvalidatePatternAsync("*", token));
            GivesUp(async () => await Sut.InvalidateTagsAsync(["t"], token));
            GivesUp(async () => await Sut.GetManyAsync<int>(["k"], token));
            GivesUp(async () => await Sut.SetManyAsync(new Dictionary<string, int> { ["k"] = 2 }, default, token));
            GivesUp(async () => await Sut.DeleteManyAsync(["k"], token));
            GivesUp(async () => await Sut.IncrementAsync("c", cancellationToken: token));
            GivesUp(async () => await Sut.DecrementAsync("c", cancellationToken: token));
        });
        Assert.That(await ValueOfAsync<int>("k"), Is.EqualTo(1));
        Assert.That(await Sut.ExistsAsync("c"), Is.False);
    }

    [Test]
    public async Task Initialising_and_shutting_down_again_does_nothing()
    {
        await Sut.SetAsync("k", 1);

        await Sut.InitializeAsync();
        Assert.That(await HitsAsync<int>("k"), Is.True);

        await Sut.ShutdownAsync();
        await Sut.ShutdownAsync();
    }

    private static void Refuses(string what, Func<Task> call) =>
        Assert.That(
            call,
            Throws.InstanceOf<ArgumentException>().With.Message.Contains($"A {what} can't be"),
            $"a call with an empty {what}"
        );

    private static void GivesUp(Func<Task> call) => Assert.That(call, Throws.InstanceOf<OperationCanceledException>());
}
