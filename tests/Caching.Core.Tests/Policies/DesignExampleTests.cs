namespace Caching.Core.Tests.Policies;

/// <summary>The example that the design prints, as printed.</summary>
public sealed class DesignExampleTests
{
    public sealed record Product(int Id);

    public enum Currency
    {
        Dollar,
        Euro,
    }

    public interface ICatalog
    {
        [Cached(TtlSeconds = 300, Tags = ["products", "product:{id}"])]
        Task<Product?> FindAsync(int id, CancellationToken cancellationToken);

        [InvalidateCache(Tags = ["product:{product.Id}"])]
        Task RenameAsync(Product product, string name);

        [Memoize(MaxSize = 1024)]
        string Slug(string title);
    }

    public interface IPricing
    {
        Task<decimal> QuoteAsync(int productId, string trace, CancellationToken cancellationToken);

        decimal Rate(Currency currency);

        decimal Round(decimal price);

        Task RepriceAsync(int productId, decimal price);
    }

    public interface IRepo<T>
    {
        T Get(int id);
    }

    private static readonly Catalogs Pricing = Catalogs.Of<IPricing>(
        (ServicePolicies<IPricing> policies) =>
            policies
                .Cached(
                    p => p.QuoteAsync(Arg.Any<int>(), Arg.Any<string>(), default),
                    policy => policy.Ttl(TimeSpan.FromSeconds(30)).Backend("shared").Skip("trace").Tags("prices")
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

    [Test]
    public void Attributes_alone_say_everything()
    {
        var catalog = Catalogs.Of<ICatalog>();

        var find = catalog.Read("FindAsync");
        Assert.That(find.Kind, Is.EqualTo(ReadPolicyKind.Cached));
        Assert.That(find.Ttl, Is.EqualTo(Say<TimeSpan?>(TimeSpan.FromSeconds(300), "attribute on ICatalog.FindAsync")));
        Assert.That(find.Tags.Value, Is.EqualTo(new[] { "products", "product:{id}" }));
        Assert.That(find.Prefix, Is.EqualTo(Say("cache", "built in")));

        var rename = catalog.Method("RenameAsync");
        Assert.That(rename.Read, Is.Null);
        Assert.That(rename.Invalidations.Single().Tags, Is.EqualTo(new[] { "product:{product.Id}" }));

        var slug = catalog.Read("Slug");
        Assert.That(slug.Kind, Is.EqualTo(ReadPolicyKind.Memoize));
        Assert.That(slug.MaxSize, Is.EqualTo(Say(1024, "attribute on ICatalog.Slug")));
    }

    [Test]
    public void Code_alone_says_how_a_method_is_cached()
    {
        var quote = Pricing.Read("QuoteAsync");

        Assert.That(quote.Source, Is.EqualTo("fluent"));
        Assert.That(quote.Ttl, Is.EqualTo(Say<TimeSpan?>(TimeSpan.FromSeconds(30), "fluent")));
        Assert.That(quote.Backend, Is.EqualTo(Say<string?>("shared", "fluent")));
        Assert.That(quote.Skipped.Value, Is.EquivalentTo(new[] { 1 }));
        Assert.That(quote.Tags.Value, Is.EqualTo(new[] { "prices" }));
        Assert.That(quote.CacheNull, Is.EqualTo(Say(false, "built in")));
        Assert.That(quote.When.Value, Is.Null);
        Assert.That(quote.MaxSize, Is.EqualTo(Say(128, "built in")));
    }

    [Test]
    public void Code_alone_memoizes_N6()
    {
        var round = Pricing.Read("Round");

        Assert.That(round.Kind, Is.EqualTo(ReadPolicyKind.Memoize));
        Assert.That(round.MaxSize, Is.EqualTo(Say(4096, "fluent")));
        Assert.That(round.Ttl, Is.EqualTo(Say<TimeSpan?>(null, "built in")));
    }

    [Test]
    public void A_selector_writes_the_key_of_a_cache_aside_policy()
    {
        var rate = Pricing.Read("Rate");

        Assert.That(rate.Kind, Is.EqualTo(ReadPolicyKind.CacheAside));
        Assert.That(rate.KeyTemplate.Value, Is.Null);
        Assert.That(rate.Key.Source, Is.EqualTo("fluent"));
        Assert.That(
            rate.Key.Value!.ToText([Currency.Euro], null),
            Is.Not.EqualTo(rate.Key.Value.ToText([Currency.Dollar], null)).And.StartWith("rate:")
        );
    }

    [Test]
    public void Entries_of_other_methods_are_named_by_calls()
    {
        Assert.That(Pricing.Problems, Is.Empty);
        var targets = Pricing.Method("RepriceAsync").Invalidations.Single().Targets;
        object?[] call = [7, 9.5m];

        Assert.That(targets.Select(target => target.Method.Name), Is.EqualTo(new[] { "QuoteAsync", "Rate" }));
        Assert.That(targets.Select(target => target.Service), Is.All.EqualTo(typeof(IPricing)));
        Assert.That(targets.Select(target => target.Exact), Is.EqualTo(new[] { false, true }));
        Assert.That(targets[0].Arguments[0]!(call), Is.EqualTo(7));
        Assert.That(targets[0].Arguments.Skip(1), Is.All.Null);
        Assert.That(targets[1].Arguments.Single()!(call), Is.EqualTo(Currency.Euro));
    }

    [Test]
    public void An_open_generic_service_is_configured_by_name()
    {
        var catalog = Catalogs.Untyped(
            typeof(IRepo<Product>),
            policies => policies.Cached(nameof(IRepo<object>.Get), policy => policy.Ttl(TimeSpan.FromMinutes(1)))
        );

        Assert.That(catalog.Read("Get").Ttl.Value, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(catalog.Method("Get").Method.DeclaringType, Is.EqualTo(typeof(IRepo<Product>)));
    }

    private static Setting<T> Say<T>(T value, string source) => new(value, source);
}
