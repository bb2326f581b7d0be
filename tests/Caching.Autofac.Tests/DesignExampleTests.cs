using Autofac;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Registration.Tests;

/// <summary>The example that the library is described with, end to end.</summary>
public sealed class DesignExampleTests
{
    private IContainer _container = null!;
    private FakeTimeProvider _time = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new FakeTimeProvider();
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
            caching
                .UseMemory()
                .UseMemory("shared")
                .KeyPrefix("shop")
                .DefaultTtl(TimeSpan.FromMinutes(5))
                .UseTimeProvider(_time)
        );
        builder.RegisterType<Shop>().As<IShop>().SingleInstance().EnableCaching();
        builder
            .RegisterType<Pricing>()
            .As<IPricing>()
            .SingleInstance()
            .EnableCaching(
                (ServicePolicies<IPricing> policies) =>
                    policies
                        .Cached(
                            p => p.QuoteAsync(Arg.Any<int>(), Arg.Any<string>(), default),
                            policy =>
                                policy.Ttl(TimeSpan.FromSeconds(30)).Backend("shared").Skip("trace").Tags("prices")
                        )
                        .CacheAside(p => p.Rate(Arg.Any<Currency>()), (Currency c) => $"rate:{c}")
                        .Memoize(p => p.Round(Arg.Any<decimal>()), policy => policy.MaxSize(4096))
                        .InvalidateCache(
                            p => p.RepriceAsync(Arg.Any<int>(), Arg.Any<decimal>()),
                            policy =>
                                policy
                                    .Entries(
                                        (int productId, decimal price) =>
                                            p => p.QuoteAsync(productId, Arg.Any<string>(), default)
                                    )
                                    .Entry((int productId, decimal price) => p => p.Rate(Currency.Euro))
                        )
            );
        _container = builder.Build();
    }

    [TearDown]
    public void TearDown() => _container.Dispose();

    [Test]
    public async Task Attributes_are_carried_out()
    {
        var shop = _container.Resolve<IShop>();
        var one = await shop.FindAsync(1, CancellationToken.None);
        var two = await shop.FindAsync(2, CancellationToken.None);
        Assert.That(await shop.FindAsync(1, new CancellationTokenSource().Token), Is.SameAs(one));
        Assert.That(shop.Slug("a"), Is.SameAs(shop.Slug(string.Concat("", "a"))));

        await shop.RenameAsync(one!, "new");

        Assert.That(await shop.FindAsync(1, CancellationToken.None), Is.Not.SameAs(one));
        Assert.That(await shop.FindAsync(2, CancellationToken.None), Is.SameAs(two));
    }

    [Test]
    public async Task Fluent_policies_are_carried_out()
    {
        var pricing = _container.Resolve<IPricing>();
        var quote = await pricing.QuoteAsync(1, "a", CancellationToken.None);
        var other = await pricing.QuoteAsync(2, "a", CancellationToken.None);
        var euro = pricing.Rate(Currency.Euro);
        var dollar = pricing.Rate(Currency.Dollar);
        Assert.That(await pricing.QuoteAsync(1, "skipped", CancellationToken.None), Is.EqualTo(quote));

        await pricing.RepriceAsync(1, 2m);

        Assert.That(await pricing.QuoteAsync(1, "a", CancellationToken.None), Is.Not.EqualTo(quote));
        Assert.That(await pricing.QuoteAsync(2, "a", CancellationToken.None), Is.EqualTo(other));
        Assert.That(pricing.Rate(Currency.Euro), Is.Not.EqualTo(euro));
        Assert.That(pricing.Rate(Currency.Dollar), Is.EqualTo(dollar));
    }

    [Test]
    public async Task The_time_to_live_is_the_one_that_was_written_5()
    {
        var pricing = _container.Resolve<IPricing>();
        var quote = await pricing.QuoteAsync(1, "a", CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        Assert.That(await pricing.QuoteAsync(1, "a", CancellationToken.None), Is.EqualTo(quote));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await pricing.QuoteAsync(1, "a", CancellationToken.None), Is.Not.EqualTo(quote));
    }

    [Test]
    public async Task A_tag_reaches_the_entries_that_carry_it()
    {
        var pricing = _container.Resolve<IPricing>();
        var quote = await pricing.QuoteAsync(1, "a", CancellationToken.None);

        await _container.Resolve<ICacheService>().InvalidateTagsAsync(["prices"], backend: "shared");

        Assert.That(await pricing.QuoteAsync(1, "a", CancellationToken.None), Is.Not.EqualTo(quote));
    }

    public enum Currency
    {
        Euro,
        Dollar,
    }

    public sealed record Product(int Id, string Name);

    public interface IShop
    {
        [Cached(TtlSeconds = 300, Tags = ["products", "product:{id}"])]
        Task<Product?> FindAsync(int id, CancellationToken cancellationToken);

        [InvalidateCache(Tags = ["product:{product.Id}"])]
        Task RenameAsync(Product product, string name);

        [Memoize(MaxSize = 1024)]
        string Slug(string title);
    }

    public sealed class Shop : IShop
    {
        public Task<Product?> FindAsync(int id, CancellationToken cancellationToken) =>
            Task.FromResult<Product?>(new Product(id, "product"));

        public Task RenameAsync(Product product, string name) => Task.CompletedTask;

        public string Slug(string title) => new(title);
    }

    public interface IPricing
    {
        Task<int> QuoteAsync(int productId, string trace, CancellationToken cancellationToken);

        int Rate(Currency currency);

        decimal Round(decimal amount);

        Task RepriceAsync(int productId, decimal price);
    }

    public sealed class Pricing : IPricing
    {
        private int _calls;

        public Task<int> QuoteAsync(int productId, string trace, CancellationToken cancellationToken) =>
            Task.FromResult(++_calls);

        public int Rate(Currency currency) => ++_calls;

        public decimal Round(decimal amount) => ++_calls;

        public Task RepriceAsync(int productId, decimal price) => Task.CompletedTask;
    }
}
