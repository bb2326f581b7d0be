using Autofac;
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

        [InvalidateCache(Tags = ["product:{id}"])]
        Task RenameAsync(int id);
    }

    public sealed class Catalog : ICatalog
    {
        public Task<string> FindAsync(int id) => Task.FromResult($"product {id}");

        public string Find(int id) => $"product {id}";

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

    private IContainer Build()
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
            caching
                .UseRedis("redis", Connection)
                .KeyPrefix($"{Engine.Prefix}proxy")
                .UseTimeProvider(new FakeTimeProvider())
        );
        builder.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
        return builder.Build();
    }
}
