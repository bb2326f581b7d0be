namespace Caching.Core.Tests.Service;

/// <summary>How long values live that the service stores: every way to say so, on memory and on a backend beside it.</summary>
[TestFixture("memory")]
[TestFixture("scripted")]
public sealed class LifetimeTests(string backend) : ServiceFixture
{
    private sealed record Token(TimeSpan? Left, string[] Scopes);

    private DateTimeOffset Now => Time.GetUtcNow();

    [Test]
    public async Task An_instant_ends_an_entry_exactly()
    {
        await LoadAsync(1, new() { ExpiresAt = Now + TimeSpan.FromSeconds(10) });
        await Sut.SetAsync("set", 1, new CacheLoadOptions { ExpiresAt = Now + TimeSpan.FromSeconds(10) }, backend);

        Time.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.That(await FoundAsync("k", "set"), Is.EqualTo(2));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await FoundAsync("k", "set"), Is.Zero);
    }

    [Test]
    public async Task An_instant_may_be_later_than_the_default_and_a_time_to_live_of_its_own_ends_it_earlier()
    {
        await LoadAsync(1, new() { ExpiresAt = Now + (2 * DefaultTtl) });
        await Sut.SetAsync(
            "both",
            1,
            new CacheLoadOptions { ExpiresAt = Now + (2 * DefaultTtl), Ttl = TimeSpan.FromSeconds(1) },
            backend
        );

        Time.Advance(DefaultTtl);
        Assert.That(await FoundAsync("k"), Is.EqualTo(1));
        Assert.That(await FoundAsync("both"), Is.Zero);
    }

    [Test]
    public async Task An_instant_that_is_over_stores_nothing_and_an_explicit_write_removes_what_was_there()
    {
        var over = new CacheLoadOptions { ExpiresAt = Now };
        Assert.That(await LoadAsync(1, over), Is.EqualTo(1));
        Assert.That(await FoundAsync("k"), Is.Zero);

        foreach (
            var write in (Func<Task<bool>>[])
                [
                    () => Sut.SetAsync("k", 2, over, backend).AsTask(),
                    () => Task.FromResult(Sut.Set("k", 2, over, backend)),
                ]
        )
        {
            await Sut.SetAsync("k", 1, backend: backend);
            Assert.That(await write(), Is.False);
            Assert.That(await FoundAsync("k"), Is.Zero);
        }
    }

    [Test]
    public async Task The_value_tells_its_time_to_live_and_its_tags()
    {
        var options = new CacheLoadOptions
        {
            TtlFrom = static token => ((Token)token!).Left,
            TagsFrom = static token => ((Token)token!).Scopes,
            Tags = ["token"],
        };
        await Sut.GetOrCreateAsync("short", _ => New(10), options, backend);
        await Sut.GetOrCreateAsync("default", _ => New(null), options, backend);
        await Sut.GetOrCreateAsync("over", _ => New(0), options, backend);
        await Sut.GetOrCreateAsync("tagged", _ => New(null, "a"), options, backend);

        Assert.That(await FoundAsync<Token>("short", "default", "over", "tagged"), Is.EqualTo(3));
        await Sut.InvalidateTagsAsync(["a"], backend);
        Assert.That(await FoundAsync<Token>("tagged"), Is.Zero);
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await FoundAsync<Token>("short", "default"), Is.EqualTo(1));
        await Sut.InvalidateTagsAsync(["token"], backend);
        Assert.That(await FoundAsync<Token>("default"), Is.Zero);

        static Task<Token> New(int? seconds, params string[] scopes) =>
            Task.FromResult(new Token(seconds is { } left ? TimeSpan.FromSeconds(left) : null, scopes));
    }

    [Test]
    public async Task A_selector_that_throws_fails_no_load_and_stores_nothing()
    {
        var loaded = await LoadAsync(1, new() { TtlFrom = static _ => throw new FormatException() });

        Assert.That(loaded, Is.EqualTo(1));
        Assert.That(await FoundAsync("k"), Is.Zero);
        Assert.That(Logs.Named("RuleFailed").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_null_has_a_time_to_live_of_its_own()
    {
        var options = new CacheLoadOptions { NullTtl = TimeSpan.FromSeconds(5) };
        await Sut.GetOrCreateAsync("null", _ => Task.FromResult<string?>(null), options, backend);
        await Sut.GetOrCreateAsync("text", _ => Task.FromResult<string?>("t"), options, backend);

        Assert.That((await Sut.GetAsync<string?>("null", backend)).IsHit, Is.True);
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await Sut.GetAsync<string?>("null", backend)).IsHit, Is.False);
        Assert.That((await Sut.GetAsync<string?>("text", backend)).IsHit, Is.True);
    }

    [Test]
    public async Task A_hit_extends_what_slides_up_to_its_time_to_live()
    {
        var options = new CacheLoadOptions { Ttl = TimeSpan.FromSeconds(150), Sliding = TimeSpan.FromSeconds(60) };
        await LoadAsync(1, options);
        for (var hit = 2; hit < 4; hit++)
        {
            Time.Advance(TimeSpan.FromSeconds(50));
            Assert.That(await LoadAsync(hit, options), Is.EqualTo(1));
        }

        Time.Advance(TimeSpan.FromSeconds(50));
        Assert.That(await LoadAsync(4, options), Is.EqualTo(4));
    }

    [TestCase(-1)]
    [TestCase(0)]
    public void A_window_is_greater_than_zero(int seconds) =>
        Assert.That(
            () => new CacheLoadOptions { Sliding = TimeSpan.FromSeconds(seconds) },
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Jitter_is_a_fraction(double fraction)
    {
        Assert.That(() => new CacheLoadOptions { Jitter = fraction }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new CachingBuilder().DefaultJitter(fraction),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    private ValueTask<int> LoadAsync(int value, CacheLoadOptions options) =>
        Sut.GetOrCreateAsync("k", _ => Task.FromResult(value), options, backend);

    private Task<int> FoundAsync(params string[] keys) => FoundAsync<int>(keys);

    private async Task<int> FoundAsync<T>(params string[] keys)
    {
        var found = 0;
        foreach (var key in keys)
        {
            found += (await Sut.GetAsync<T>(key, backend)).IsHit ? 1 : 0;
        }

        return found;
    }
}
