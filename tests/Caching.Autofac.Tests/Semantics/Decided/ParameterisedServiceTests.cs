using Autofac;
using Autofac.Core;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.14: a service resolved with parameters has state that no key sees.</summary>
public sealed class ParameterisedServiceTests
{
    public interface IRepository
    {
        string Read(int id);
    }

    public sealed class Connection
    {
        public string Name { get; set; } = "main";
    }

    public sealed class Repository(string connection) : IRepository
    {
        private static int _calls;

        public string Read(int id) => $"{connection} {Interlocked.Increment(ref _calls)}";
    }

    [Test]
    public void S5_14_a_function_with_a_parameter_is_an_error()
    {
        using var host = Host(policies => policies.Cached(r => r.Read(default)));
        var make = host.Get<Func<string, IRepository>>();

        var thrown = Assert.Catch<DependencyResolutionException>(() => make("main"));

        Assert.That(thrown!.GetBaseException(), Is.InstanceOf<CacheConfigurationException>());
        Assert.That(thrown.GetBaseException().Message, Does.Contain("VaryBy").And.Contain("SharedAcrossInstances"));
    }

    [Test]
    public void S5_14_a_named_parameter_is_an_error([Values("cached", "memoize")] string kind)
    {
        using var host = Host(policies =>
            _ = kind == "cached" ? policies.Cached(r => r.Read(default)) : policies.Memoize(r => r.Read(default))
        );

        var thrown = Assert.Catch<DependencyResolutionException>(() =>
            host.Container.Resolve<IRepository>(new NamedParameter("connection", "main"))
        );

        Assert.That(thrown!.GetBaseException().Message, Does.Contain("connection"));
    }

    [Test]
    public void S5_14_without_a_read_policy_it_is_none()
    {
        using var host = Host(policies => policies.InvalidateCache(r => r.Read(default), p => p.Tags("x")));

        Assert.That(host.Get<Func<string, IRepository>>()("main").Read(1), Does.StartWith("main"));
    }

    [Test]
    public void S5_14_shared_across_instances_says_that_results_do_not_depend_on_it()
    {
        using var host = Host(policies => policies.Cached(r => r.Read(default)).SharedAcrossInstances());
        var make = host.Get<Func<string, IRepository>>();

        Assert.That(make("other").Read(1), Is.EqualTo(make("main").Read(1)));
    }

    [Test]
    public void S5_14_vary_by_makes_the_state_part_of_the_key()
    {
        using var host = Host(policies => policies.Cached(r => r.Read(default)).VaryBy<Connection>(c => c.Name));
        var make = host.Get<Func<string, IRepository>>();

        var main = make("main").Read(1);
        Assert.That(make("main").Read(1), Is.EqualTo(main));

        host.Get<Connection>().Name = "other";
        Assert.That(make("other").Read(1), Does.StartWith("other"));
    }

    private static CacheHost Host(Action<ServicePolicies<IRepository>> policies) =>
        new(builder =>
        {
            builder.RegisterType<Connection>().SingleInstance();
            builder.RegisterType<Repository>().As<IRepository>().EnableCaching(policies);
        });
}
