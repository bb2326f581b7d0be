namespace Caching.TestKit.Contract;

/// <summary>Everything that a backend promises; each backend's tests inherit it.</summary>
/// <remarks>The synchronous twins are checked against the asynchronous operations, where the backend has them.</remarks>
public abstract class CacheBackendContract : StaleContract
{
    private ISyncCacheBackend Sync
    {
        get
        {
            Assume.That(Sut, Is.InstanceOf<ISyncCacheBackend>(), "the backend has no synchronous operations");
            return (ISyncCacheBackend)Sut;
        }
    }

    [Test]
    public async Task What_is_stored_synchronously_is_found_asynchronously_and_back()
    {
        Assert.That(Sync.Set("a", "1"), Is.True);
        await Sut.SetAsync("b", "2");

        Assert.That(await ValueOfAsync<string>("a"), Is.EqualTo("1"));
        Assert.That(Sync.Get<string>("b"), Is.EqualTo(await Sut.GetAsync<string>("b")));
        Assert.That(Sync.Get<string>("nothing").IsHit, Is.False);
        Assert.That(Sync.Get<Guid>("a").IsHit, Is.False);
    }

    [Test]
    public void A_null_stored_synchronously_is_a_hit()
    {
        Sync.Set<string?>("a", null);

        Assert.That(Sync.Get<string?>("a").IsHit, Is.True);
    }

    [Test]
    public async Task A_synchronous_store_has_its_time_to_live()
    {
        Sync.Set("a", 1, new() { Ttl = Ttl });
        Assert.That(Sync.Get<int>("a").IsHit, Is.True);

        await ExpireAsync("a");

        Assert.That(Sync.Get<int>("a").IsHit, Is.False);
    }

    [Test]
    public void Synchronous_invalidations_do_what_the_others_do()
    {
        Sync.Set("a", 1);
        Sync.Set("b:1", 1);
        Sync.Set("b:2", 1);
        Sync.Set("c", 1, Tagged("t"));
        Sync.Set("d", 1);

        Assert.That(Sync.Delete("a"), Is.True);
        Assert.That(Sync.Delete("a"), Is.False);
        Assert.That(Sync.InvalidatePattern("b:*"), Is.EqualTo(2));
        Sync.InvalidateTags(["t"]);
        Assert.That(Sync.Get<int>("c").IsHit, Is.False);
        Assert.That(Sync.Get<int>("d").IsHit, Is.True);
        Sync.Clear();
        Assert.That(Sync.Get<int>("d").IsHit, Is.False);
    }

    [Test]
    public async Task Synchronous_counters_are_the_same_counters()
    {
        Assert.That(Sync.Increment("a", 5, initialValue: 10), Is.EqualTo(15));
        Assert.That(await Sut.IncrementAsync("a"), Is.EqualTo(16));
        Assert.That(Sync.Decrement("a", 6), Is.EqualTo(10));
        Assert.That(Sync.Get<long>("a").Value, Is.EqualTo(10));

        Sync.Set("entry", 1);
        Assert.Throws<CacheOperationException>(() => Sync.Increment("entry"));
    }

    [Test]
    public async Task A_synchronous_counter_has_the_time_to_live_of_the_call_that_made_it()
    {
        Sync.Increment("a", ttl: Ttl);

        await ExpireAsync("a");

        Assert.That(Sync.Get<long>("a").IsHit, Is.False);
    }

    [Test]
    public void Synchronous_stores_are_refused_after_synchronous_invalidations()
    {
        Action[] invalidations =
        [
            () => Sync.Delete("k"),
            () => Sync.InvalidateTags(["t"]),
            () => Sync.InvalidatePattern("k"),
            () => Sync.Clear(),
            () => Sync.Set("k", 7),
            () => Sync.Increment("k"),
        ];
        foreach (var invalidate in invalidations)
        {
            Sync.Clear();
            var since = Sync.Get<string>("k").Since;
            Assume.That(ChecksPositions, "the backend doesn't check positions");

            invalidate();

            Assert.That(Sync.Set("k", "old", new() { Since = since, Tags = ["t"] }), Is.False);
            Assert.That(Sync.Get<string>("k").IsHit, Is.False);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    public void An_empty_key_is_refused_synchronously_too(string? empty) =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Sync.Get<int>(empty!), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Sync.Set(empty!, 1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Sync.Delete(empty!), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Sync.Increment(empty!), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Sync.InvalidatePattern(empty!), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Sync.InvalidateTags([empty!]), Throws.InstanceOf<ArgumentException>());
        });
}
