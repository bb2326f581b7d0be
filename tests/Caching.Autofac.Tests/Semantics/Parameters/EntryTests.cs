using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Entry and Entries: entries of other methods and of other services, memoized ones too.</summary>
public sealed class EntryTests
{
    public interface IPrices
    {
        int Quote(int product, string customer);
        int Rate(string currency);
        int Rounded(int product);
        int Default { get; }
        void Reprice(int product, string customer);
    }

    public interface IAdmin
    {
        Task ResetAsync(int product);
    }

    private sealed class Prices : IPrices
    {
        private int _calls;

        public int Default => ++_calls;

        public int Quote(int product, string customer) => ++_calls;

        public int Rate(string currency) => ++_calls;

        public int Rounded(int product) => ++_calls;

        public void Reprice(int product, string customer) { }
    }

    private sealed class Admin : IAdmin
    {
        public Task ResetAsync(int product) => Task.CompletedTask;
    }

    [Test]
    public void Entry_is_the_one_with_these_arguments() =>
        AssertGone(
            policy => policy.Entry((int product, string customer) => p => p.Quote(product, customer)),
            ["quote 1 a"]
        );

    [Test]
    public void Entries_leaves_arguments_open() =>
        AssertGone(
            policy => policy.Entries((int product, string customer) => p => p.Quote(product, Arg.Any<string>())),
            ["quote 1 a", "quote 1 b"]
        );

    [Test]
    public void Entries_may_leave_the_first_argument_open() =>
        AssertGone(
            policy => policy.Entries((int product, string customer) => p => p.Quote(Arg.Any<int>(), customer)),
            ["quote 1 a", "quote 2 a"]
        );

    [Test]
    public void Entries_may_leave_every_argument_open() =>
        AssertGone(
            policy => policy.Entries(p => p.Quote(Arg.Any<int>(), Arg.Any<string>())),
            ["quote 1 a", "quote 1 b", "quote 2 a"]
        );

    [Test]
    public void Entry_reaches_cache_aside() => AssertGone(policy => policy.Entry(p => p.Rate("eur")), ["rate eur"]);

    [Test]
    public void Entries_reaches_cache_aside() =>
        AssertGone(policy => policy.Entries(p => p.Rate(Arg.Any<string>())), ["rate eur", "rate usd"]);

    [Test]
    public void Entry_reaches_cache_aside_by_selector()
    {
        using var host = CacheHost.Of<IPrices>(
            new Prices(),
            policies =>
                policies
                    .CacheAside(p => p.Rate(default!), (string currency) => $"rate:{currency}")
                    .InvalidateCache(p => p.Reprice(default, default!), policy => policy.Entry(p => p.Rate("eur")))
        );
        var prices = host.Get<IPrices>();
        var (euro, dollar) = (prices.Rate("eur"), prices.Rate("usd"));

        prices.Reprice(1, "a");

        Assert.That(prices.Rate("usd"), Is.EqualTo(dollar));
        Assert.That(prices.Rate("eur"), Is.Not.EqualTo(euro));
    }

    [Test]
    public void Entry_reaches_memoized_results() =>
        AssertGone(policy => policy.Entry((int product) => p => p.Rounded(product)), ["rounded 1"]);

    [Test]
    public void Entries_reaches_memoized_results() =>
        AssertGone(policy => policy.Entries(p => p.Rounded(Arg.Any<int>())), ["rounded 1", "rounded 2"]);

    [Test]
    public void Entry_reaches_a_property() => AssertGone(policy => policy.Entry(p => p.Default), ["default"]);

    [Test]
    public void An_argument_may_be_computed() =>
        AssertGone(policy => policy.Entry((int product) => p => p.Quote(product + 1, "a")), ["quote 2 a"]);

    [Test]
    public void An_argument_is_no_glob_C4() =>
        AssertGone(policy => policy.Entries(p => p.Quote(Arg.Any<int>(), "*")), []);

    [Test]
    public async Task Of_reaches_the_entries_of_another_service()
    {
        using var host = new CacheHost(builder =>
        {
            builder
                .RegisterInstance<object>(new Prices())
                .As<IPrices>()
                .EnableCaching((Action<ServicePolicies<IPrices>>)Reads);
            builder
                .RegisterInstance<object>(new Admin())
                .As<IAdmin>()
                .EnableCaching(
                    (ServicePolicies<IAdmin> policies) =>
                        policies.InvalidateCache(
                            a => a.ResetAsync(default),
                            policy =>
                                policy
                                    .Of<IPrices>()
                                    .Entries((int product) => p => p.Quote(product, Arg.Any<string>()))
                                    .Entry((int product) => p => p.Rounded(product))
                        )
                );
        });
        var prices = host.Get<IPrices>();
        var before = Read(prices);

        await host.Get<IAdmin>().ResetAsync(1);

        Assert.That(Gone(before, Read(prices)), Is.EquivalentTo(new[] { "quote 1 a", "quote 1 b", "rounded 1" }));
    }

    [Test]
    public void An_entry_that_nothing_caches_is_an_error()
    {
        var problems = CacheHost.ProblemsOf<IPrices>(
            new Prices(),
            policies => policies.InvalidateCache(p => p.Reprice(default, default!), p => p.Entry(q => q.Rate("eur")))
        );

        Assert.That(problems, Does.Contain("Rate").And.Contain("no registration caches"));
    }

    private static void AssertGone(Action<InvalidationPolicyBuilder<IPrices>> invalidation, string[] gone)
    {
        using var host = CacheHost.Of<IPrices>(
            new Prices(),
            policies =>
            {
                Reads(policies);
                policies.InvalidateCache(p => p.Reprice(default, default!), invalidation);
            }
        );
        var prices = host.Get<IPrices>();
        var before = Read(prices);
        Assert.That(Gone(before, Read(prices)), Is.Empty);

        prices.Reprice(1, "a");

        Assert.That(Gone(before, Read(prices)), Is.EquivalentTo(gone));
    }

    private static void Reads(ServicePolicies<IPrices> policies) =>
        policies
            .Cached(p => p.Quote(default, default!))
            .CacheAside(p => p.Rate(default!), "rate:{currency}")
            .Memoize(p => p.Rounded(default))
            .Cached(p => p.Default);

    private static Dictionary<string, int> Read(IPrices prices) =>
        new()
        {
            ["quote 1 a"] = prices.Quote(1, "a"),
            ["quote 1 b"] = prices.Quote(1, "b"),
            ["quote 2 a"] = prices.Quote(2, "a"),
            ["rate eur"] = prices.Rate("eur"),
            ["rate usd"] = prices.Rate("usd"),
            ["rounded 1"] = prices.Rounded(1),
            ["rounded 2"] = prices.Rounded(2),
            ["default"] = prices.Default,
        };

    private static IEnumerable<string> Gone(Dictionary<string, int> before, Dictionary<string, int> after) =>
        before.Keys.Where(name => before[name] != after[name]);
}
