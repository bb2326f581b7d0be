using Autofac;
using Caching.TestKit.Doubles;
using Microsoft.Extensions.Time.Testing;
using static Caching.Redis.Tests.RoundTrips.SentCommands;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>A proxied service sends no more than the same call by hand.</summary>
public sealed class ProxyTests : RoundTripFixture
{
    public interface ICatalog
    {
        [Cached(Tags = ["products", "product:{id}"])]
        Task<string> FindAsync(int id);

        [Cached(Tags = ["products", "product:{id}"])]
        string Find(int id);

        [Cached(TtlSeconds = 100, RefreshAhead = 0.5)]
        Task<string> NewestAsync(int id);

        [InvalidateCache(Tags = ["product:{id}"])]
        Task RenameAsync(int id);
    }

    public sealed class Catalog : ICatalog
    {
        public int Newest { get; private set; }

        public Task<string> FindAsync(int id) => Task.FromResult($"product {id}");

        public string Find(int id) => $"product {id}";

        public Task<string> NewestAsync(int id) => Task.FromResult($"newest {++Newest}");

        public Task RenameAsync(int id) => Task.CompletedTask;
    }

    [Test]
    public async Task A_hit_is_one_get()
    {
        await using var container = Build();
        var catalog = container.Resolve<ICatalog>();
        catalog.Find(1);
        await catalog.FindAsync(1);
        await Sent.TakeUntilQuietAsync();

        Assert.That(catalog.Find(1), Is.EqualTo("product 1"));
        Assert.That(Sent.Take(), Is.EqualTo([Get]), "synchronously");

        Assert.That(await catalog.FindAsync(1), Is.EqualTo("product 1"));
        Assert.That(Sent.Take(), Is.EqualTo([Get]));
    }

    [Test]
    public async Task A_miss_is_a_get_and_two_scripts_and_an_invalidation_is_one_script()
    {
        await using var container = Build();
        var catalog = container.Resolve<ICatalog>();
        catalog.Find(1);
        await Sent.TakeUntilQuietAsync();

        catalog.Find(2);
        Assert.That(Sent.Take(), Is.EqualTo([Get, Script, Script]));

        await catalog.RenameAsync(2);
        Assert.That(Sent.Take(), Is.EqualTo([Script]));
    }

    [Test]
    public async Task Refresh_ahead_reads_the_age_with_the_same_get_and_loads_and_stores_in_the_background()
    {
        var time = new FakeTimeProvider();
        await using var container = Build(time);
        var catalog = container.Resolve<ICatalog>();
        var loads = container.Resolve<CachingRuntime>().Background;
        await catalog.NewestAsync(1);
        await Sent.TakeUntilQuietAsync();

        time.Advance(TimeSpan.FromSeconds(49));
        Assert.That(await catalog.NewestAsync(1), Is.EqualTo("newest 1"));
        Assert.That(loads.Count, Is.Zero, "not due yet");
        Assert.That(LookUps(), Is.EqualTo(1));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await catalog.NewestAsync(1), Is.EqualTo("newest 1"));
        await Task.WhenAll(loads.Ends).InTime();
        Assert.That(LookUps(), Is.EqualTo(1), "that of the hit: the refresh doesn't look up");

        Assert.That(await catalog.NewestAsync(1), Is.EqualTo("newest 2"));
        await Task.WhenAll(loads.Ends).InTime();
        Assert.That(LookUps(), Is.EqualTo(1));
        Assert.That(loads.Count, Is.Zero, "it was stored when the refresh had ended");
    }

    // Scripts are recorded when their answers are there, which may be later.
    private int LookUps() => Sent.Take().Count(command => command == Get);

    private IContainer Build(TimeProvider? time = null)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
            caching
                .UseRedis("redis", Connection)
                .KeyPrefix($"{Engine.Prefix}proxy")
                .UseTimeProvider(time ?? new FakeTimeProvider())
        );
        builder.RegisterType<Catalog>().As<ICatalog>().SingleInstance().EnableCaching();
        return builder.Build();
    }
}
