using Autofac;
using Autofac.Core;
using Autofac.Features.Metadata;
using Autofac.Features.OwnedInstances;

namespace Caching.Registration.Tests;

/// <summary>A parameter of a resolve is state that no key sees.</summary>
public sealed class ParameterTests
{
    private static IEnumerable<TestCaseData> Resolves()
    {
        yield return Case("named", c => c.Resolve<ICatalog>(new NamedParameter("prefix", "a")));
        yield return Case("typed", c => c.Resolve<ICatalog>(new TypedParameter(typeof(string), "a")));
        yield return Case("positional", c => c.Resolve<ICatalog>(new PositionalParameter(0, "a")));
        yield return Case("resolved", c => c.Resolve<ICatalog>(new ResolvedParameter((_, _) => true, (_, _) => "a")));
        yield return Case("factory", c => c.Resolve<Func<string, ICatalog>>()("a"));
        yield return Case("owned factory", c => c.Resolve<Func<string, Owned<ICatalog>>>()("a").Value);
        yield return Case("delegate", c => c.Resolve<Make>()("a"));
        yield return Case(
            "sequence",
            c => c.Resolve<IEnumerable<ICatalog>>(new NamedParameter("prefix", "a")).Single()
        );
        yield return Case("lazy", c => c.Resolve<Lazy<ICatalog>>(new NamedParameter("prefix", "a")).Value);
        yield return Case("metadata", c => c.Resolve<Meta<ICatalog>>(new NamedParameter("prefix", "a")).Value);
    }

    [TestCaseSource(nameof(Resolves))]
    public void A_cached_service_that_is_resolved_with_parameters_is_an_error(Func<IContainer, ICatalog> resolve)
    {
        using var container = Containers.Build(b => b.RegisterType<Prefixed>().As<ICatalog>().EnableCaching());

        var cause = Containers.Cause(() => resolve(container));

        Assert.That(cause.Problems.Single().WayOut, Does.Contain("VaryBy").And.Contain("SharedAcrossInstances"));
    }

    [TestCaseSource(nameof(Resolves))]
    public void SharedAcrossInstances_allows_it(Func<IContainer, ICatalog> resolve)
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Prefixed>()
                .As<ICatalog>()
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.SharedAcrossInstances())
        );

        Assert.That(Containers.IsCached(resolve(container)), Is.True);
    }

    [TestCaseSource(nameof(Resolves))]
    public void VaryBy_allows_it(Func<IContainer, ICatalog> resolve)
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(new Uri("tenant:a"));
            b.RegisterType<Prefixed>()
                .As<ICatalog>()
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.VaryBy<Uri>(tenant => tenant));
        });

        Assert.That(Containers.IsCached(resolve(container)), Is.True);
    }

    [Test]
    public void The_key_of_a_keyed_service_is_no_parameter()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().Keyed<ICatalog>("type").EnableCaching();
            b.Register(_ => new Catalog()).Keyed<ICatalog>("lambda").EnableCaching();
            b.Register((_, _) => new Catalog()).Keyed<ICatalog>("lambda with parameters").EnableCaching();
            b.RegisterInstance(new Catalog()).Keyed<ICatalog>("instance").EnableCaching();
            b.RegisterGeneric(typeof(Repository<>)).Keyed("generic", typeof(IRepository<>)).EnableCaching();
        });
        using var child = container.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        foreach (var scope in (ILifetimeScope[])[container, child])
        {
            string[] keys = ["type", "lambda", "lambda with parameters", "instance"];
            Assert.That(keys.Select(key => Containers.IsCached(scope.ResolveKeyed<ICatalog>(key))), Is.All.True);
            Assert.That(Containers.IsCached(scope.ResolveKeyed<IRepository<int>>("generic")), Is.True);
        }
    }

    [Test]
    public void A_registration_for_any_key_may_depend_on_the_key_and_so_must_say_that_it_does_not()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Catalog>().Keyed<ICatalog>(KeyedService.AnyKey).EnableCaching()
        );
        using var shared = Containers.Build(b =>
            b.RegisterType<Catalog>()
                .Keyed<ICatalog>(KeyedService.AnyKey)
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.SharedAcrossInstances())
        );

        var cause = Containers.Cause(() => container.ResolveKeyed<ICatalog>("a"));
        var answer = shared.ResolveKeyed<ICatalog>("a").Find("x");

        Assert.That(cause.Problems.Single().What, Does.Contain("the key"));
        Assert.That(shared.ResolveKeyed<ICatalog>("b").Find("x"), Is.EqualTo(answer));
    }

    [Test]
    public void A_service_without_a_policy_takes_parameters_as_ever()
    {
        using var container = Containers.Build(b => b.RegisterTypes(typeof(Plain)).As<IPlain>().EnableCaching());

        Assert.That(container.Resolve<IPlain>(new NamedParameter("x", 1)), Is.TypeOf<Plain>());
    }

    [Test]
    public void Parameters_of_a_consumer_do_not_reach_its_dependencies()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterType<Consumer>();
            b.RegisterType<Catalog>().Named<ICatalog>("x").EnableCaching();
            b.RegisterDecorator<ICatalog>((_, _, inner) => inner);
        });

        Assert.That(Containers.IsCached(container.Resolve<Func<int, Consumer>>()(1).Catalog), Is.True);
        Assert.That(Containers.IsCached(container.Resolve<Consumer>(new NamedParameter("x", 1)).Catalog), Is.True);
        Assert.That(Containers.IsCached(container.ResolveNamed<ICatalog>("x")), Is.True);
    }

    [Test]
    public void An_open_generic_is_held_to_the_same()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );

        Assert.That(Containers.IsCached(container.Resolve<IRepository<int>>()), Is.True);
        Containers.Cause(() => container.Resolve<IRepository<int>>(new NamedParameter("x", 1)));
    }

    private static TestCaseData Case(string name, Func<IContainer, ICatalog> resolve) =>
        new TestCaseData(resolve).SetArgDisplayNames(name);

    public delegate ICatalog Make(string prefix);

    public sealed class Prefixed(string prefix) : ICatalog
    {
        public string Find(string name) => $"{prefix} {Guid.NewGuid()}";

        public void Change() { }
    }

    public sealed class Consumer(ICatalog catalog, int x)
    {
        public ICatalog Catalog { get; } = x == 1 ? catalog : null!;
    }
}
