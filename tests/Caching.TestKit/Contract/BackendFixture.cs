namespace Caching.TestKit.Contract;

/// <summary>Gives each test of the contract an empty backend.</summary>
public abstract class BackendFixture
{
    /// <summary>The time to live of what a test lets expire.</summary>
    protected static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);

    protected ICacheBackend Sut { get; private set; } = null!;

    [SetUp]
    public async Task MakeAnEmptyBackend()
    {
        Sut = CreateSut();
        await Sut.InitializeAsync();
    }

    [TearDown]
    public async Task ShutItDown()
    {
        await Sut.ShutdownAsync();
        (Sut as IDisposable)?.Dispose();
    }

    /// <summary>Makes an empty backend that nobody else uses.</summary>
    protected abstract ICacheBackend CreateSut();

    /// <summary>Lets the time to live of a key, which is <see cref="Ttl"/>, pass, and checks that it was that one.</summary>
    protected abstract Task ExpireAsync(string key);

    /// <summary>Lets time pass as the backend sees it, for entries that stay longer than their time to live.</summary>
    protected abstract void Pass(TimeSpan time);

    protected static CacheEntryOptions Tagged(params string[] tags) => new() { Tags = tags };

    protected async Task<bool> HitsAsync<T>(string key) => (await Sut.GetAsync<T>(key)).IsHit;

    protected async Task<T?> ValueOfAsync<T>(string key)
    {
        var lookup = await Sut.GetAsync<T>(key);
        Assert.That(lookup.IsHit, Is.True, $"\"{key}\" is a miss");
        return lookup.Value;
    }
}
