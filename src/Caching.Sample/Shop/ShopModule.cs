using Autofac;
using Caching.Sample.Database;

namespace Caching.Sample.Shop;

/// <summary>Registers the shop: everything that turns caching on is here.</summary>
internal sealed class ShopModule(CatalogueDatabase database, string? redis) : Module
{
    protected override void Load(ContainerBuilder builder)
    {
        // The first backend is the one that policies take: where they store is said here only.
        builder.AddCaching(caching =>
            (redis is null ? caching.UseMemory() : caching.UseRedis("redis", redis))
                .KeyPrefix("caching-sample")
                .DefaultTtl(TimeSpan.FromMinutes(5))
        );

        builder.RegisterInstance(database).ExternallyOwned();

        // The attributes of ICatalogue say it all.
        builder.RegisterType<SqliteCatalogue>().As<ICatalogue>().SingleInstance().EnableCaching();

        RegisterPricing(builder);
    }

    // IPricing has no attribute: its policies are written here, type-safe, in the same words.
    private static void RegisterPricing(ContainerBuilder builder) =>
        builder
            .RegisterType<Pricing>()
            .As<IPricing>()
            .SingleInstance()
            .EnableCaching(
                (ServicePolicies<IPricing> policies) =>
                    policies
                        .Cached(
                            p => p.QuoteAsync(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<string>(), default),
                            policy => policy.Ttl(TimeSpan.FromSeconds(30)).Skip("trace").Tags("quotes")
                        )
                        .CacheAside(p => p.Margin(Arg.Any<Category>()), (Category category) => $"margin:{category}")
                        .Memoize(
                            p => p.AnnualRate(Arg.Any<decimal>(), Arg.Any<decimal>(), Arg.Any<int>()),
                            policy => policy.MaxSize(4096)
                        )
                        .InvalidateCache(
                            p => p.RepriceAsync(Arg.Any<string>(), Arg.Any<decimal>(), default),
                            policy =>
                                policy
                                    // The quotes of this product for any number of pieces: checked by the compiler.
                                    .Entries(
                                        (string sku, decimal price) =>
                                            p => p.QuoteAsync(sku, Arg.Any<int>(), Arg.Any<string>(), default)
                                    )
                                    // What the catalogue keeps of it: by tag, and by the keys of cache-aside policies.
                                    .Tags("product:{sku}", "searches")
                                    .Keys("margin:{result.Category}", "category:{result.Category}")
                        )
            );
}
