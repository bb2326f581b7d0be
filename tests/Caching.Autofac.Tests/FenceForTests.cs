using Caching.Registration.Tests.Semantics;
using Caching.TestKit.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Registration.Tests;

/// <summary>Where <c>FenceFor</c> can be said, and what it does.</summary>
public sealed class FenceForTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    public interface IStock
    {
        int Count(int product);

        void Sell(int product);
    }

    public interface IAttributedStock
    {
        [Cached(Tags = ["stock"])]
        int Count(int product);

        [InvalidateCache(Tags = ["stock"], FenceForSeconds = 5)]
        void Sell(int product);
    }

    [Test]
    public void By_attribute() =>
        Check<IAttributedStock>(CacheHost.Of<IAttributedStock>(new Stock()), s => s.Count(1), s => s.Sell(1));

    [Test]
    public void By_policy() =>
        Check<IStock>(
            CacheHost.Of<IStock>(
                new Stock(),
                policies =>
                    policies
                        .Cached(s => s.Count(Arg.Any<int>()))
                        .InvalidateCache(
                            s => s.Sell(Arg.Any<int>()),
                            policy => policy.Entry((int product) => s => s.Count(product)).FenceFor(Lag)
                        )
            ),
            s => s.Count(1),
            s => s.Sell(1)
        );

    [Test]
    public void By_container() =>
        Check<IStock>(
            CacheHost.Of<IStock>(new Stock(), Tagged, caching => caching.FenceFor(Lag)),
            s => s.Count(1),
            s => s.Sell(1)
        );

    [Test]
    public void By_container_for_invalidations_by_hand()
    {
        using var host = CacheHost.Of<IStock>(new Stock(), Tagged, caching => caching.FenceFor(Lag));

        Check(host, host.Get<IStock>(), s => s.Count(1), _ => host.Cache.InvalidateTags(["stock"]));
    }

    [Test]
    public void Less_than_no_time_is_an_error() =>
        Assert.That(
            CacheHost.ProblemsOf<IStock>(
                new Stock(),
                policies =>
                    policies.InvalidateCache(
                        s => s.Sell(Arg.Any<int>()),
                        policy => policy.Tags("stock").FenceFor(TimeSpan.FromSeconds(-1))
                    )
            ),
            Does.Contain("FenceFor of -1 s").And.Contain("less than no time")
        );

    [TestCase(true)]
    [TestCase(false)]
    public void A_backend_that_other_processes_store_in_holds_too(bool byContainer)
    {
        var fenced = new ScriptedFencedBackend(new FakeTimeProvider());
        using var host = CacheHost.Of<IStock>(
            new Stock(),
            policies =>
                policies
                    .Cached(s => s.Count(Arg.Any<int>()), policy => policy.Tags("stock").Backend("shared"))
                    .InvalidateCache(
                        s => s.Sell(Arg.Any<int>()),
                        policy =>
                        {
                            policy.Tags("stock").Backend("shared");
                            _ = byContainer ? policy : policy.FenceFor(Lag);
                        }
                    ),
            caching =>
                _ = byContainer ? caching.Use("shared", _ => fenced).FenceFor(Lag) : caching.Use("shared", _ => fenced)
        );

        host.Get<IStock>().Sell(1);

        Assert.That(fenced.Held, Is.EqualTo(["Tag stock 00:00:05"]));
    }

    private static void Tagged(ServicePolicies<IStock> policies) =>
        policies
            .Cached(s => s.Count(Arg.Any<int>()), policy => policy.Tags("stock"))
            .InvalidateCache(s => s.Sell(Arg.Any<int>()), policy => policy.Tags("stock"));

    private static void Check<TService>(CacheHost host, Func<TService, int> count, Action<TService> sell)
        where TService : class
    {
        using (host)
        {
            Check(host, host.Get<TService>(), count, sell);
        }
    }

    private static void Check<TService>(
        CacheHost host,
        TService stock,
        Func<TService, int> count,
        Action<TService> sell
    )
    {
        Assert.That((count(stock), count(stock)), Is.EqualTo((1, 1)), "stored");
        sell(stock);
        Assert.That((count(stock), count(stock)), Is.EqualTo((2, 3)), "held");
        host.Time.Advance(Lag);
        Assert.That((count(stock), count(stock)), Is.EqualTo((4, 4)), "stored again");
    }

    private sealed class Stock : IStock, IAttributedStock
    {
        private int _calls;

        public int Count(int product) => ++_calls;

        public void Sell(int product) { }
    }
}
