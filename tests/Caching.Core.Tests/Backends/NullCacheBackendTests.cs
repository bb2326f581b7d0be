namespace Caching.Core.Tests.Backends;

public sealed class NullCacheBackendTests
{
    private readonly NullCacheBackend _sut = new();

    [Test]
    public async Task Nothing_is_ever_found()
    {
        Assert.That(await _sut.SetAsync("k", 1), Is.True);
        await _sut.SetManyAsync(new Dictionary<string, int> { ["k"] = 1 });
        _sut.Set("k", 1);

        Assert.That((await _sut.GetAsync<int>("k")).IsHit, Is.False);
        Assert.That(_sut.Get<int>("k").IsHit, Is.False);
        Assert.That(await _sut.GetManyAsync<int>(["k"]), Is.Empty);
        Assert.That(await _sut.ExistsAsync("k"), Is.False);
    }

    [Test]
    public async Task Invalidations_remove_nothing()
    {
        Assert.That(await _sut.DeleteAsync("k"), Is.False);
        Assert.That(await _sut.DeleteManyAsync(["k"]), Is.Zero);
        Assert.That(await _sut.InvalidatePatternAsync("*"), Is.Zero);
        Assert.That(_sut.Delete("k"), Is.False);
        Assert.That(_sut.InvalidatePattern("*"), Is.Zero);
        await _sut.InvalidateTagsAsync(["t"]);
        await _sut.ClearAsync();
        _sut.InvalidateTags(["t"]);
        _sut.Clear();
    }

    [Test]
    public async Task A_counter_starts_anew_with_each_call()
    {
        Assert.That(await _sut.IncrementAsync("c", 5, initialValue: 10), Is.EqualTo(15));
        Assert.That(await _sut.IncrementAsync("c", 5, initialValue: 10), Is.EqualTo(15));
        Assert.That(await _sut.DecrementAsync("c", 5, initialValue: 10), Is.EqualTo(5));
        Assert.That(_sut.Increment("c"), Is.EqualTo(1));
        Assert.That(_sut.Decrement("c"), Is.EqualTo(-1));
    }

    [Test]
    public void What_other_backends_refuse_is_refused_too()
    {
        Assert.That(async () => await _sut.GetAsync<int>(""), Throws.ArgumentException);
        Assert.That(async () => await _sut.SetAsync("", 1), Throws.ArgumentException);
        Assert.That(async () => await _sut.SetAsync("k", 1, new() { Tags = [""] }), Throws.ArgumentException);
        Assert.That(async () => await _sut.DeleteManyAsync(["k", ""]), Throws.ArgumentException);
        Assert.That(async () => await _sut.InvalidateTagsAsync([""]), Throws.ArgumentException);
        Assert.That(async () => await _sut.InvalidatePatternAsync(" "), Throws.ArgumentException);
        Assert.That(async () => await _sut.GetManyAsync<int>(null!), Throws.ArgumentNullException);
        Assert.That(
            async () => await _sut.IncrementAsync("c", ttl: TimeSpan.Zero),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public async Task It_can_be_initialised_and_shut_down()
    {
        await _sut.InitializeAsync();
        await _sut.ShutdownAsync();
        await _sut.ShutdownAsync();
    }
}
