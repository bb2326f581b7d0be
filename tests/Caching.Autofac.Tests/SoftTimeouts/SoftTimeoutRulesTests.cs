using Autofac;
using Caching.Registration.Tests.Refreshing;

namespace Caching.Registration.Tests.SoftTimeouts;

/// <summary>Where a soft timeout is refused, and who may say it.</summary>
public sealed class SoftTimeoutRulesTests : RefreshFixture
{
    private static readonly TimeSpan Soft = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1000);

    public interface IOrders
    {
        Task<int> TotalAsync(int[] ids);

        Task<int> SumAsync(int id);

        int Sum(int id);
    }

    public interface IAttributed
    {
        [Cached(StaleOnErrorSeconds = 60, SoftTimeoutSeconds = 0.5)]
        Task<int> OfAsync(int id);
    }

    [CacheDefaults(StaleOnErrorSeconds = 60, SoftTimeoutSeconds = 0.25)]
    public interface IDefaulted
    {
        [Cached]
        Task<int> OfAsync(int id);

        [Cached]
        int Of(int id);
    }

    [Test]
    public void On_a_synchronous_method_it_is_a_build_error()
    {
        var problem = Problem(policies =>
            policies.Cached(o => o.Sum(1), policy => policy.StaleOnError(MaxAge).SoftTimeout(Soft))
        );

        Assert.That(problem, Does.Contain("SoftTimeout 00:00:01 (fluent)").And.Contain("is synchronous"));
    }

    [Test]
    public void Without_last_values_it_is_a_build_error()
    {
        var problem = Problem(policies => policies.Cached(o => o.SumAsync(1), policy => policy.SoftTimeout(Soft)));

        Assert.That(problem, Does.Contain("SoftTimeout 00:00:01 (fluent) does nothing: without StaleOnError"));
    }

    [Test]
    public void So_is_one_that_the_hard_timeout_comes_before()
    {
        var problem = Problem(policies =>
            policies.Cached(
                o => o.SumAsync(1),
                policy => policy.StaleOnError(MaxAge).SoftTimeout(Soft).HardTimeout(Soft)
            )
        );

        Assert.That(problem, Does.Contain("HardTimeout 00:00:01 (fluent) ends the load before it"));
    }

    [Test]
    public void So_is_one_with_a_parameter_that_may_change()
    {
        var problem = Problem(policies =>
            policies.Cached(
                o => o.TotalAsync(Arg.Any<int[]>()),
                policy => policy.StaleOnError(MaxAge).SoftTimeout(Soft)
            )
        );

        Assert.That(problem, Does.Contain("SoftTimeout = 00:00:01 (fluent) can't work: the parameter 'ids'"));
    }

    [Test]
    public void So_is_one_longer_than_a_timer_or_less_than_no_time()
    {
        Assert.That(Of(TimeSpan.FromDays(90)), Does.Contain("SoftTimeout of 90 days (fluent) is longer"));
        Assert.That(Of(-Soft), Does.Contain("SoftTimeout of -1 s (fluent) is less than no time"));

        static string Of(TimeSpan timeout) =>
            Problem(policies =>
                policies.Cached(o => o.SumAsync(1), policy => policy.StaleOnError(MaxAge).SoftTimeout(timeout))
            );
    }

    [Test]
    public void Defaults_of_one_place_that_contradict_each_other_are_a_build_error()
    {
        var problem = Problem(
            policies => policies.Cached(o => o.SumAsync(1)),
            caching => caching.DefaultStaleOnError(MaxAge).DefaultSoftTimeout(Soft).DefaultHardTimeout(Soft)
        );

        Assert.That(problem, Does.Contain("SoftTimeout 00:00:01 (container) does nothing"));
    }

    [Test]
    public void Attributes_services_and_containers_say_it_and_defaults_leave_out_where_it_cant_work()
    {
        using var container = Build(
            builder =>
            {
                builder.RegisterType<Attributed>().As<IAttributed>().EnableCaching();
                builder.RegisterType<Defaulted>().As<IDefaulted>().EnableCaching();
                builder
                    .RegisterType<Orders>()
                    .As<IOrders>()
                    .EnableCaching(
                        (ServicePolicies<IOrders> policies) =>
                            policies
                                .Cached(o => o.TotalAsync(Arg.Any<int[]>()))
                                .Cached(o => o.SumAsync(1))
                                .Cached(o => o.Sum(1))
                    );
            },
            caching => caching.DefaultStaleOnError(MaxAge).DefaultSoftTimeout(Soft)
        );

        var said = container.DescribeCaching().Split('\n').Where(line => line.Contains("for a load")).ToList();

        Assert.That(said, Has.Count.EqualTo(3));
        Assert.That(said, Has.One.Contains("00:00:00.5000000 for a load when there is a last value (attribute on"));
        Assert.That(
            said,
            Has.One.Contains("00:00:00.2500000 for a load when there is a last value ([CacheDefaults] on")
        );
        Assert.That(said, Has.One.Contains("00:00:01 for a load when there is a last value (container)"));
    }

    [Test]
    public void A_service_says_it_in_code_and_a_method_may_say_no()
    {
        using var container = Build(builder =>
            builder
                .RegisterType<Orders>()
                .As<IOrders>()
                .EnableCaching(
                    (ServicePolicies<IOrders> policies) =>
                        policies
                            .Defaults(defaults => defaults.StaleOnError(MaxAge).SoftTimeout(Soft))
                            .Cached(o => o.SumAsync(1), policy => policy.SoftTimeout(TimeSpan.Zero))
                )
        );

        Assert.That(container.DescribeCaching(), Does.Not.Contain("for a load"));
    }

    private static string Problem(
        Action<ServicePolicies<IOrders>> policies,
        Action<CachingBuilder>? configure = null
    ) =>
        Containers
            .Problems(builder => builder.RegisterType<Orders>().As<IOrders>().EnableCaching(policies), configure)
            .Single()
            .ToString();

    private sealed class Attributed : IAttributed
    {
        public Task<int> OfAsync(int id) => Task.FromResult(id);
    }

    private sealed class Defaulted : IDefaulted
    {
        public Task<int> OfAsync(int id) => Task.FromResult(id);

        public int Of(int id) => id;
    }

    private sealed class Orders : IOrders
    {
        public Task<int> TotalAsync(int[] ids) => Task.FromResult(ids.Length);

        public Task<int> SumAsync(int id) => Task.FromResult(id);

        public int Sum(int id) => id;
    }
}
