using Autofac;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>Where refresh ahead is refused, and who may say it.</summary>
public sealed class RefreshRulesTests : RefreshFixture
{
    public sealed class Order
    {
        public int Id { get; set; }
    }

    public interface IOrders
    {
        int Total(Order order);

        int Count(int id, IProgress<int>? progress);

        int Sum(int? id, string text, DateTimeOffset at, DayOfWeek day, CancellationToken token);
    }

    private sealed class Orders : IOrders
    {
        public int Total(Order order) => order.Id;

        public int Count(int id, IProgress<int>? progress) => id;

        public int Sum(int? id, string text, DateTimeOffset at, DayOfWeek day, CancellationToken token) => id ?? 0;
    }

    private sealed class Tenant
    {
        public int Id { get; set; }
    }

    [Test]
    public void A_parameter_that_cant_be_kept_is_a_build_error_that_names_it()
    {
        var problems = Problems(policies =>
            policies
                .CacheAside(o => o.Total(Arg.Any<Order>()), (Order o) => $"order:{o.Id}", p => p.RefreshAhead(0.5))
                .Cached(o => o.Count(Arg.Any<int>(), Arg.Any<IProgress<int>?>()), p => p.RefreshAhead(0.5))
        );

        Assert.That(
            problems.Select(problem => problem.What),
            Has.One.Contains("'order'").And.One.Contains("'progress'")
        );
        Assert.That(problems, Has.Count.EqualTo(2));
    }

    [Test]
    public void So_is_one_that_varies_by_the_callers_scope()
    {
        var problems = Problems(
            policies => policies.Cached(o => o.Sum(1, "", default, default, default), p => p.RefreshAhead(0.5)),
            caching => caching.VaryBy<Tenant>(tenant => tenant.Id)
        );

        Assert.That(problems.Single().What, Does.Contain("vary by Tenant.Id"));
    }

    [Test]
    public void So_is_one_that_invalidates_too()
    {
        var problems = Problems(policies =>
            policies
                .Cached(o => o.Sum(1, "", default, default, default), p => p.RefreshAhead(0.5).Tags("all"))
                .InvalidateCache(o => o.Sum(1, "", default, default, default), p => p.Tags("all"))
        );

        Assert.That(problems.Single().What, Does.Contain("invalidates too"));
    }

    [TestCase(1d)]
    [TestCase(-0.1)]
    [TestCase(double.PositiveInfinity)]
    public void So_is_what_is_no_fraction(double fraction)
    {
        var problems = Problems(policies =>
            policies.Cached(o => o.Sum(1, "", default, default, default), p => p.RefreshAhead(fraction))
        );

        Assert.That(problems.Single().What, Does.Contain("is no part of a time to live"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CachingBuilder().DefaultRefreshAhead(fraction));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new CacheLoadOptions { RefreshAhead = fraction });
    }

    [Test]
    public void A_proxy_of_another_wiring_has_nobody_to_call()
    {
        var problems = Containers.Problems(
            static _ => { },
            caching =>
                caching.Policies<IOrders>(policies =>
                    policies.Cached(o => o.Sum(1, "", default, default, default), p => p.RefreshAhead(0.5))
                )
        );

        Assert.That(problems.Single().What, Does.Contain("nothing here could resolve the service again"));
    }

    [Test]
    public void Defaults_leave_out_what_cant_be_refreshed_and_a_method_may_say_no()
    {
        using var container = Build(
            builder =>
                builder
                    .RegisterType<Orders>()
                    .As<IOrders>()
                    .EnableCaching(
                        (ServicePolicies<IOrders> policies) =>
                            policies
                                .CacheAside(o => o.Total(Arg.Any<Order>()), (Order o) => $"order:{o.Id}")
                                .Cached(o => o.Count(1, null), p => p.RefreshAhead(0))
                                .Cached(o => o.Sum(1, "", default, default, default))
                    ),
            caching => caching.DefaultRefreshAhead(0.75)
        );

        var report = container.DescribeCaching();

        Assert.That(report.Split('\n').Where(line => line.Contains("refresh")).ToList(), Has.Count.EqualTo(1));
        Assert.That(report, Does.Contain("past 0.75 (container) of the ttl"));
    }

    [Test]
    public void Services_and_attributes_say_it_too()
    {
        using var container = Build(builder =>
        {
            builder.RegisterType<Defaulted>().As<IDefaulted>().EnableCaching();
            builder
                .RegisterType<Orders>()
                .As<IOrders>()
                .EnableCaching(
                    (ServicePolicies<IOrders> policies) =>
                        policies
                            .Defaults(defaults => defaults.RefreshAhead(0.25))
                            .Cached(o => o.Sum(1, "", default, default, default))
                );
        });

        var report = container.DescribeCaching();

        Assert.That(report, Does.Contain("past 0.25 (fluent) of the ttl").And.Contain("past 0.5 ([CacheDefaults] on "));
    }

    [CacheDefaults(RefreshAhead = 0.5)]
    public interface IDefaulted
    {
        [Cached]
        int Of(int id);
    }

    private sealed class Defaulted : IDefaulted
    {
        public int Of(int id) => id;
    }

    private static IReadOnlyList<CachingProblem> Problems(
        Action<ServicePolicies<IOrders>> policies,
        Action<CachingBuilder>? configure = null
    ) =>
        Containers.Problems(
            builder =>
            {
                builder.RegisterType<Tenant>().SingleInstance();
                builder.RegisterType<Orders>().As<IOrders>().EnableCaching(policies);
            },
            configure
        );
}
