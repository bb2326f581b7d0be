namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.3 and 5.12: the time to live is what was written, on the time provider's clock.</summary>
public sealed class TtlTests
{
    public interface IAttributed
    {
        [Cached(TtlSeconds = 2.5)]
        int Own(int id);

        [Cached]
        int Inherited(int id);
    }

    [CacheDefaults(TtlSeconds = 20)]
    public interface IWithDefaults
    {
        [Cached(TtlSeconds = 10)]
        int Own(int id);

        [Cached]
        int Inherited(int id);
    }

    private sealed class Attributed : IAttributed, IWithDefaults
    {
        private int _calls;

        public int Own(int id) => ++_calls;

        public int Inherited(int id) => ++_calls;
    }

    [Test]
    public void S5_03_a_method_lives_as_long_as_it_says_E26() =>
        AssertLives(CacheHost.Of<IAttributed>(new Attributed()), (IAttributed service) => service.Own(1), 2.5);

    [Test]
    public void S5_03_without_a_word_it_is_300_seconds() =>
        AssertLives(CacheHost.Of<IAttributed>(new Attributed()), (IAttributed service) => service.Inherited(1), 300);

    [Test]
    public void S5_03_the_container_says_it_for_those_who_do_not() =>
        AssertLives(
            CacheHost.Of<IAttributed>(new Attributed(), null, caching => caching.DefaultTtl(TimeSpan.FromSeconds(7))),
            (IAttributed service) => service.Inherited(1),
            7
        );

    [Test]
    public void S5_03_the_service_says_it_before_the_container_does()
    {
        AssertLives(Host(), (IWithDefaults service) => service.Inherited(1), 20);
        AssertLives(Host(), (IWithDefaults service) => service.Own(1), 10);

        static CacheHost Host() =>
            CacheHost.Of<IWithDefaults>(new Attributed(), null, caching => caching.DefaultTtl(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void S5_03_code_says_it_before_attributes_do()
    {
        AssertLives(Host(), (IWithDefaults service) => service.Own(1), 3);
        AssertLives(Host(), (IWithDefaults service) => service.Inherited(1), 4);

        static CacheHost Host() =>
            CacheHost.Of<IWithDefaults>(
                new Attributed(),
                policies =>
                    policies
                        .Cached(service => service.Own(default), policy => policy.Ttl(TimeSpan.FromSeconds(3)))
                        .Defaults(defaults => defaults.Ttl(TimeSpan.FromSeconds(4)))
            );
    }

    [Test]
    public void S5_03_a_memoized_result_lives_as_long_as_it_says()
    {
        AssertLives(
            CacheHost.Of<IShop>(
                new Shop(),
                policies => policies.Memoize(shop => shop.Number(default), p => p.Ttl(TimeSpan.FromSeconds(9)))
            ),
            (IShop shop) => shop.Number(1),
            9
        );
    }

    [Test]
    public void S5_03_a_memoized_result_without_a_time_to_live_stays()
    {
        var target = new Shop();
        using var host = CacheHost.Of<IShop>(target, policies => policies.Memoize(shop => shop.Number(default)));
        host.Get<IShop>().Number(1);

        host.Time.Advance(TimeSpan.FromDays(365));
        host.Get<IShop>().Number(1);

        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void S5_03_zero_or_less_is_an_error(int seconds)
    {
        var problems = CacheHost.ProblemsOf<IShop>(
            new Shop(),
            policies => policies.Cached(shop => shop.Number(default), p => p.Ttl(TimeSpan.FromSeconds(seconds)))
        );

        Assert.That(problems, Does.Contain("IShop.Number").And.Contain("time to live"));
    }

    // Exact: there a millisecond before the end, gone at the end.
    private static void AssertLives<TService>(CacheHost made, Func<TService, int> call, double seconds)
        where TService : notnull
    {
        using var host = made;
        var service = host.Get<TService>();
        var first = call(service);

        host.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.That(call(service), Is.EqualTo(first));

        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(call(service), Is.Not.EqualTo(first));
    }
}
