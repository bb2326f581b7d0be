namespace Caching.Core.Tests.Service;

/// <summary>A type that a backend can't give back is refused at once, and the backend is asked once.</summary>
public sealed class BackendTypeTests : ServiceFixture
{
    private sealed record Unfit;

    [SetUp]
    public void RefuseOneType() =>
        Scripted.Checks = type =>
            type == typeof(Unfit) ? new("Unfit", "has a member that nobody reads back.", "Leave it out.") : null;

    [Test]
    public async Task By_hand_too()
    {
        var loads = 0;
        Unfit Load()
        {
            loads++;
            return new();
        }

        Func<Task>[] asynchronous =
        [
            async () => await Sut.GetOrCreateAsync("k", _ => Task.FromResult(Load()), backend: "scripted"),
            async () => await Sut.SetAsync("k", new Unfit(), backend: "scripted"),
            async () => await Sut.SetManyAsync(new Dictionary<string, Unfit> { ["k"] = new() }, backend: "scripted"),
        ];
        foreach (var call in asynchronous)
        {
            AssertRefusal(await Assert.ThrowsAsync<CacheOperationException>(call));
        }

        AssertRefusal(Assert.Throws<CacheOperationException>(() => Sut.GetOrCreate("k", Load, backend: "scripted")));
        AssertRefusal(Assert.Throws<CacheOperationException>(() => Sut.Set("k", new Unfit(), backend: "scripted")));
        Assert.That(loads, Is.Zero);
        Assert.That(Scripted.CheckedTypes, Is.EqualTo([typeof(Unfit)]), "asked once");
    }

    [Test]
    public async Task What_is_fit_is_stored_and_asked_once()
    {
        for (var call = 0; call < 3; call++)
        {
            Assert.That(await Sut.SetAsync("k", "value", backend: "scripted"), Is.True);
        }

        Assert.That(Scripted.CheckedTypes, Is.EqualTo([typeof(string)]));
    }

    [Test]
    public async Task A_lazy_sequence_is_asked_for_as_the_array_that_is_stored()
    {
        await Sut.GetOrCreateAsync("k", _ => Task.FromResult(Enumerable.Range(0, 2)), backend: "scripted");

        Assert.That(Scripted.CheckedTypes, Is.EqualTo([typeof(int[])]));
    }

    [Test]
    public async Task Another_backend_takes_it() => Assert.That(await Sut.SetAsync("k", new Unfit()), Is.True);

    private static void AssertRefusal(CacheOperationException? refused) =>
        Assert.That(
            refused!.Message,
            Does.Contain("Unfit in backend \"scripted\"").And.Contains("nobody reads back").And.Contains("Leave it out")
        );
}
