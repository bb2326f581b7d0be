namespace Caching.TestKit.Contract;

/// <summary>Entries that hits keep alive, up to a limit.</summary>
public abstract class SlidingContract : StaleContract
{
    private static readonly CacheEntryOptions Sliding = new()
    {
        Ttl = TimeSpan.FromSeconds(150),
        Sliding = TimeSpan.FromSeconds(60),
        Tags = ["t"],
    };

    [Test]
    public async Task A_hit_extends_an_entry_that_slides()
    {
        await Sut.SetAsync("k", "v", Sliding);

        await PassAsync("k", TimeSpan.FromSeconds(50));
        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));
        await PassAsync("k", TimeSpan.FromSeconds(50));

        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));
    }

    [Test]
    public async Task Without_a_hit_it_is_gone_after_its_window()
    {
        await Sut.SetAsync("k", "v", Sliding);

        await PassAsync("k", TimeSpan.FromSeconds(60));

        Assert.That(await HitSlidingAsync("k"), Is.Null);
        Assert.That(await HitsAsync<string>("k"), Is.False);
    }

    [Test]
    public async Task However_often_it_is_hit_it_ends_with_its_time_to_live()
    {
        await Sut.SetAsync("k", "v", Sliding);

        await PassAsync("k", TimeSpan.FromSeconds(50));
        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));
        await PassAsync("k", TimeSpan.FromSeconds(55));
        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));
        await PassAsync("k", TimeSpan.FromSeconds(46));

        Assert.That(await HitSlidingAsync("k"), Is.Null);
        Assert.That(await HitsAsync<string>("k"), Is.False);
    }

    [TestCase(null)]
    [TestCase(60)]
    public async Task An_entry_that_does_not_slide_is_not_extended(int? seconds)
    {
        TimeSpan? window = seconds is { } asWideAsTheTtl ? TimeSpan.FromSeconds(asWideAsTheTtl) : null;
        await Sut.SetAsync("k", "v", new() { Ttl = Ttl, Sliding = window });

        await PassAsync("k", TimeSpan.FromSeconds(50));
        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));
        await PassAsync("k", TimeSpan.FromSeconds(11));

        Assert.That(await HitSlidingAsync("k"), Is.Null);
    }

    [Test]
    public async Task To_ask_whether_it_exists_is_no_hit()
    {
        await Sut.SetAsync("k", "v", Sliding);

        await PassAsync("k", TimeSpan.FromSeconds(50));
        Assert.That(await Sut.ExistsAsync("k"), Is.True);
        await PassAsync("k", TimeSpan.FromSeconds(50));

        Assert.That(await HitsAsync<string>("k"), Is.False);
    }

    [Test]
    public async Task An_entry_that_was_extended_is_still_found_by_its_tag()
    {
        await Sut.SetAsync("k", "v", Sliding);
        await PassAsync("k", TimeSpan.FromSeconds(50));
        await HitSlidingAsync("k");
        await PassAsync("k", TimeSpan.FromSeconds(50));
        Assert.That(await HitSlidingAsync("k"), Is.EqualTo("v"));

        await Sut.InvalidateTagsAsync(["t"]);

        Assert.That(await HitSlidingAsync("k"), Is.Null);
    }

    [Test]
    public async Task Counters_and_what_is_not_there_are_read_as_ever()
    {
        await Sut.IncrementAsync("count", 3);

        Assert.That(await HitSlidingAsync("nothing"), Is.Null);
        Assert.That(
            Sut is IFencedCacheBackend fenced ? fenced.LookUp<long>("count", slides: true).Value : 3,
            Is.EqualTo(3)
        );
    }

    [Test]
    public async Task Synchronous_hits_extend_it_too()
    {
        Assume.That(Sut, Is.InstanceOf<ISyncCacheBackend>(), "the backend has no synchronous operations");
        await Sut.SetAsync("k", "v", Sliding);

        for (var hit = 0; hit < 2; hit++)
        {
            await PassAsync("k", TimeSpan.FromSeconds(50));
            var found = Sut is IFencedCacheBackend fenced
                ? fenced.LookUp<string>("k", slides: true)
                : ((ISyncCacheBackend)Sut).Get<string>("k");
            Assert.That(found.Value, Is.EqualTo("v"));
        }
    }

    /// <summary>Lets a time pass for one key.</summary>
    protected abstract Task PassAsync(string key, TimeSpan time);

    private async Task<string?> HitSlidingAsync(string key)
    {
        if (Sut is not IFencedCacheBackend fenced)
        {
            return (await Sut.GetAsync<string>(key)).Value;
        }

        var sent = fenced.SendLookUpAsync<string>(key, slides: true, CancellationToken.None);
        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return fenced.ReceiveLookUp<string>(key, sent, 0).Value;
    }
}
