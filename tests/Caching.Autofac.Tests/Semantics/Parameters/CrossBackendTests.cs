using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Invalidations that leave their own backend.</summary>
public sealed class CrossBackendTests
{
    public interface IPrices
    {
        Task<int> QuoteAsync(int id);
    }

    public interface IAdmin
    {
        void Reset(int id);
        Task ResetAsync(int id);
    }

    private sealed class Prices : IPrices
    {
        private int _calls;

        public Task<int> QuoteAsync(int id) => Task.FromResult(++_calls);
    }

    private sealed class Admin : IAdmin
    {
        public void Reset(int id) { }

        public Task ResetAsync(int id) => Task.CompletedTask;
    }

    [Test]
    public async Task An_entry_is_invalidated_in_the_backend_that_holds_it()
    {
        using var backend = new OuterBackend();
        using var host = Host(
            backend,
            policies =>
                policies.InvalidateCache(
                    a => a.ResetAsync(default),
                    p => p.Of<IPrices>().Entry((int id) => prices => prices.QuoteAsync(id))
                )
        );
        var prices = host.Get<IPrices>();
        await prices.QuoteAsync(1);
        Assert.That(await prices.QuoteAsync(1), Is.EqualTo(1));

        await host.Get<IAdmin>().ResetAsync(1);

        Assert.That(await prices.QuoteAsync(1), Is.EqualTo(2));
    }

    [Test]
    public void A_synchronous_method_cannot_reach_entries_of_an_asynchronous_backend_and_the_build_says_so()
    {
        using var backend = new OuterBackend();

        var thrown = Assert.Throws<CacheConfigurationException>(() =>
            Host(
                    backend,
                    policies =>
                        policies.InvalidateCache(
                            a => a.Reset(default),
                            p => p.Of<IPrices>().Entry((int id) => prices => prices.QuoteAsync(id))
                        )
                )
                .Dispose()
        );

        Assert.That(thrown!.Message, Does.Contain("IAdmin.Reset").And.Contain("outer").And.Contain("synchronous"));
    }

    [Test]
    public void A_synchronous_method_cannot_be_cached_in_an_asynchronous_backend_and_the_build_says_so()
    {
        using var backend = new OuterBackend();

        var problems = CacheHost.ProblemsOf<IAdmin>(
            new Admin(),
            policies => policies.InvalidateCache(a => a.Reset(default), p => p.Tags("x").Backend("outer")),
            caching => caching.UseMemory().Use("outer", _ => backend)
        );

        Assert.That(problems, Does.Contain("IAdmin.Reset").And.Contain("outer").And.Contain("synchronous"));
    }

    private static CacheHost Host(OuterBackend backend, Action<ServicePolicies<IAdmin>> policies) =>
        new(
            builder =>
            {
                builder
                    .RegisterType<Prices>()
                    .As<IPrices>()
                    .SingleInstance()
                    .EnableCaching(
                        (ServicePolicies<IPrices> p) =>
                            p.Cached(prices => prices.QuoteAsync(default), c => c.Backend("outer"))
                    );
                builder.RegisterType<Admin>().As<IAdmin>().EnableCaching(policies);
            },
            caching => caching.UseMemory().Use("outer", _ => backend)
        );
}
