namespace Caching.TestKit.Contract;

/// <summary>What every backend promises of counters.</summary>
public abstract class CounterContract : InvalidationContract
{
    [Test]
    public async Task The_first_addition_starts_from_the_initial_value_N7()
    {
        Assert.That(await Sut.IncrementAsync("a"), Is.EqualTo(1));
        Assert.That(await Sut.IncrementAsync("b", 5, initialValue: 100), Is.EqualTo(105));
        Assert.That(await Sut.DecrementAsync("c"), Is.EqualTo(-1));
        Assert.That(await Sut.DecrementAsync("d", 5, initialValue: 100), Is.EqualTo(95));
    }

    [Test]
    public async Task Later_additions_go_on_from_there_N7()
    {
        await Sut.IncrementAsync("a", 5, initialValue: 100);

        Assert.That(await Sut.IncrementAsync("a", 2, initialValue: 999), Is.EqualTo(107));
        Assert.That(await Sut.DecrementAsync("a", 10), Is.EqualTo(97));
        Assert.That(await Sut.IncrementAsync("a", -7), Is.EqualTo(90));
        Assert.That(await Sut.IncrementAsync("a", 0), Is.EqualTo(90));
    }

    [Test]
    public async Task A_counter_is_read_as_its_number()
    {
        await Sut.IncrementAsync("a", 42);

        Assert.That(await ValueOfAsync<long>("a"), Is.EqualTo(42));
        Assert.That(await Sut.GetManyAsync<long>(["a"]), Is.EqualTo(new Dictionary<string, long> { ["a"] = 42 }));
    }

    [Test]
    public async Task A_counter_is_a_miss_for_another_type()
    {
        await Sut.IncrementAsync("a", 42);

        Assert.That(await HitsAsync<string>("a"), Is.False);
        Assert.That(await HitsAsync<int>("a"), Is.False);
    }

    [Test]
    public async Task A_counter_has_the_time_to_live_of_the_call_that_made_it()
    {
        await Sut.IncrementAsync("a", ttl: Ttl);
        await Sut.IncrementAsync("a", ttl: TimeSpan.FromDays(1));
        await Sut.IncrementAsync("stays");
        await Sut.IncrementAsync("stays", ttl: Ttl);

        await ExpireAsync("a");

        Assert.That(await Sut.ExistsAsync("a"), Is.False);
        Assert.That(await HitsAsync<long>("a"), Is.False);
        Assert.That(await ValueOfAsync<long>("stays"), Is.EqualTo(2));
        Assert.That(await Sut.IncrementAsync("a", initialValue: 10), Is.EqualTo(11));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_counter_without_any_time_to_live_is_an_error(int seconds) =>
        Assert.That(
            async () => await Sut.IncrementAsync("a", ttl: TimeSpan.FromSeconds(seconds)),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public async Task Increment_of_an_entry_is_an_error_and_leaves_it()
    {
        await Sut.SetAsync("a", "text");

        var refused = (await Assert.ThrowsAsync<CacheOperationException>(async () => await Sut.IncrementAsync("a")))!;

        Assert.That(refused.Key, Is.EqualTo("a"));
        Assert.That(refused.Operation, Is.EqualTo("increment"));
        Assert.That(await ValueOfAsync<string>("a"), Is.EqualTo("text"));
    }

    [Test]
    public async Task Increment_of_an_entry_that_holds_a_number_is_an_error_too()
    {
        await Sut.SetAsync("a", 5L);

        await Assert.ThrowsAsync<CacheOperationException>(async () => await Sut.IncrementAsync("a"));
        Assert.That(await ValueOfAsync<long>("a"), Is.EqualTo(5));
    }

    [Test]
    public async Task A_counter_starts_where_an_entry_expired()
    {
        await Sut.SetAsync("a", "text", new() { Ttl = Ttl });
        await ExpireAsync("a");

        Assert.That(await Sut.IncrementAsync("a"), Is.EqualTo(1));
    }

    [Test]
    public async Task Leaving_the_range_is_an_error_and_leaves_the_counter()
    {
        await Sut.IncrementAsync("a", long.MaxValue);

        await Assert.ThrowsAsync<CacheOperationException>(async () => await Sut.IncrementAsync("a"));
        Assert.That(await ValueOfAsync<long>("a"), Is.EqualTo(long.MaxValue));
    }

    [Test]
    public void The_smallest_number_cant_be_subtracted() =>
        Assert.That(
            async () => await Sut.DecrementAsync("a", long.MinValue),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public async Task Delete_exists_patterns_and_clear_see_counters()
    {
        await Sut.SetManyAsync(new Dictionary<string, int> { ["n:entry"] = 1 });
        foreach (var key in new[] { "n:1", "n:2", "n:3", "m:1", "m:2" })
        {
            await Sut.IncrementAsync(key);
        }

        Assert.That(await Sut.ExistsAsync("n:1"), Is.True);
        Assert.That(await Sut.DeleteAsync("n:1"), Is.True);
        Assert.That(await Sut.DeleteAsync("n:1"), Is.False);
        Assert.That(await Sut.DeleteManyAsync(["m:1", "n:1"]), Is.EqualTo(1));
        Assert.That(await Sut.InvalidatePatternAsync("n:*"), Is.EqualTo(3));
        Assert.That(await Sut.ExistsAsync("n:2"), Is.False);
        await Sut.ClearAsync();
        Assert.That(await Sut.ExistsAsync("m:2"), Is.False);
    }

    [Test]
    public async Task An_explicit_write_replaces_a_counter()
    {
        await Sut.IncrementAsync("a", 5);

        Assert.That(await Sut.SetAsync("a", "text"), Is.True);

        Assert.That(await ValueOfAsync<string>("a"), Is.EqualTo("text"));
        Assert.That(await HitsAsync<long>("a"), Is.False);
        Assert.That(await Sut.DeleteAsync("a"), Is.True);
        Assert.That(await Sut.ExistsAsync("a"), Is.False);
    }

    [Test]
    public async Task Additions_of_many_callers_are_never_lost_N7()
    {
        const int Callers = 8;
        const int Additions = 250;
        using var start = new ManualResetEventSlim();

        var callers = Enumerable
            .Range(0, Callers)
            .Select(_ =>
                Task.Run(async () =>
                {
                    start.Wait();
                    for (var i = 0; i < Additions; i++)
                    {
                        await Sut.IncrementAsync("a", 3, initialValue: 10);
                        await Sut.DecrementAsync("a", 2, initialValue: 10);
                    }
                })
            )
            .ToArray();
        start.Set();
        await Task.WhenAll(callers);

        Assert.That(await ValueOfAsync<long>("a"), Is.EqualTo(10 + (Callers * Additions)));
    }
}
