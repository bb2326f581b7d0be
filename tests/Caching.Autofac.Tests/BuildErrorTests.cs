using Autofac;

namespace Caching.Registration.Tests;

/// <summary>What can't work fails when the container is built, all of it in one exception.</summary>
public sealed class BuildErrorTests
{
    [Test]
    public void Several_problems_come_in_one_exception_each_with_its_way_out_15()
    {
        var problems = Containers.Problems(b =>
        {
            b.RegisterType<Catalog>().EnableCaching();
            b.RegisterType<OtherCatalog>().As<ICatalog>();
            b.RegisterType<NoBackend>().As<INoBackend>().EnableCaching();
            b.RegisterType<Plain>()
                .As<IPlain>()
                .EnableCaching(
                    (ServicePolicies<IPlainToo> policies) => policies.Cached(p => p.NextToo(Arg.Any<int>()))
                );
        });

        Assert.That(problems, Has.Count.EqualTo(4));
        Assert.That(problems.Select(problem => problem.WayOut), Is.All.Not.Empty);
        Assert.That(
            problems.Select(problem => problem.Where),
            Is.EquivalentTo(new[] { "Catalog", "ICatalog.Find", "INoBackend.Get", "IPlainToo" })
        );
    }

    [Test]
    public void An_unknown_backend_is_an_error_E14() =>
        Assert.That(
            Single(b => b.RegisterType<NoBackend>().As<INoBackend>().EnableCaching()).What,
            Does.Contain("nowhere")
        );

    private static IEnumerable<TestCaseData> Classes()
    {
        yield return Case("no service", b => b.RegisterType<Catalog>().EnableCaching());
        yield return Case("self", b => b.RegisterType<Catalog>().AsSelf().EnableCaching());
        yield return Case("interface and self", b => b.RegisterType<Catalog>().As<ICatalog>().AsSelf().EnableCaching());
        yield return Case("keyed class", b => b.RegisterType<Catalog>().Keyed<Catalog>(1).EnableCaching());
        yield return Case("object", b => b.RegisterType<Catalog>().As<object>().EnableCaching());
        yield return Case("instance", b => b.RegisterInstance(new Catalog()).EnableCaching());
        yield return Case("lambda", b => b.Register(_ => new Catalog()).EnableCaching());
        yield return Case(
            "scanning",
            b => b.RegisterTypes(typeof(Catalog)).AsImplementedInterfaces().AsSelf().EnableCaching()
        );
    }

    [TestCaseSource(nameof(Classes))]
    public void A_class_as_a_service_is_an_error(Action<ContainerBuilder> register) =>
        Assert.That(Single(register).What, Does.Contain("is registered as a class"));

    [Test]
    public void An_open_class_as_a_service_is_an_error_of_the_first_resolve()
    {
        using var container = Containers.Build(b => b.RegisterGeneric(typeof(Repository<>)).EnableCaching());

        var cause = Containers.Cause(() => container.Resolve<Repository<int>>());

        Assert.That(cause.Problems.Single().What, Does.Contain("is registered as a class"));
    }

    [Test]
    public void An_interface_that_no_proxy_can_see_is_an_error_15() =>
        Assert.That(
            Single(b => b.RegisterType<Hidden>().As<IHidden>().EnableCaching()).WayOut,
            Does.Contain("InternalsVisibleTo(\"DynamicProxyGenAssembly2\")")
        );

    [Test]
    public void An_inaccessible_interface_without_policies_is_no_error_when_scanning()
    {
        using var container = Containers.Build(b =>
            b.RegisterTypes(typeof(HiddenPlain)).As<IHiddenPlain>().EnableCaching()
        );

        Assert.That(container.Resolve<IHiddenPlain>(), Is.TypeOf<HiddenPlain>());
    }

    [Test]
    public void A_static_abstract_member_is_an_error() =>
        Assert.That(
            Single(b => b.RegisterType<Made>().As(typeof(IMade)).EnableCaching()).What,
            Does.Contain("static abstract member Make")
        );

    private static IEnumerable<TestCaseData> Releases()
    {
        yield return Case("before", b => b.RegisterType<Catalog>().As<ICatalog>().OnRelease(_ => { }).EnableCaching());
        yield return Case("after", b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching().OnRelease(_ => { }));
        yield return Case(
            "scanning",
            b => b.RegisterTypes(typeof(Catalog)).As<ICatalog>().EnableCaching().OnRelease(_ => { })
        );
    }

    [TestCaseSource(nameof(Releases))]
    public void OnRelease_is_an_error_wherever_it_is_written(Action<ContainerBuilder> register) =>
        Assert.That(Single(register).What, Does.Contain("OnRelease"));

    [Test]
    public void OnRelease_of_an_open_generic_is_an_error_of_the_first_resolve()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching().OnRelease(_ => { })
        );

        Assert.That(
            Containers.Cause(() => container.Resolve<IRepository<int>>()).Problems.Single().What,
            Does.Contain("OnRelease")
        );
    }

    [Test]
    public void Two_registrations_that_nothing_tells_apart_are_an_error_that_asks_for_Identity_E15() =>
        Assert.That(
            Single(b =>
            {
                b.Register<ICatalog>(_ => new Catalog()).EnableCaching();
                b.Register<ICatalog>(_ => new OtherCatalog()).EnableCaching();
            }).WayOut,
            Does.Contain("Identity")
        );

    [Test]
    public void Policies_that_no_scanned_component_is_registered_for_are_an_error() =>
        Assert.That(
            Single(b =>
                b.RegisterTypes(typeof(Catalog))
                    .AsImplementedInterfaces()
                    .EnableCaching((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>())))
            ).Where,
            Is.EqualTo("IPlain")
        );

    [Test]
    public void An_instance_that_is_activated_while_building_does_not_hide_the_exception()
    {
        var problems = Containers.Problems(b =>
        {
            b.RegisterInstance(new Catalog()).As<ICatalog>().EnableCaching();
            b.RegisterType<OtherCatalog>().As<ICatalog>().SingleInstance().AutoActivate().EnableCaching();
            b.RegisterType<NoBackend>().As<INoBackend>().EnableCaching();
        });

        Assert.That(problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_startable_that_uses_a_broken_configuration_gets_the_problems_itself()
    {
        var builder = new ContainerBuilder().AddCaching();
        builder.RegisterType<NoBackend>().As<INoBackend>().EnableCaching();
        builder.RegisterType<Starting>().As<IStartable>();

        Assert.That(Containers.Cause(() => builder.Build()).Problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_policy_on_a_member_that_no_interface_has_is_an_error_15() =>
        Assert.That(
            Containers
                .Problems(b => b.RegisterType<Astray>().As<ICatalog>().EnableCaching())
                .Select(problem => problem.Where),
            Is.EquivalentTo(new[] { "Astray.Lost", "Astray.Also" })
        );

    [Test]
    public void A_policy_that_can_not_work_names_its_member_E5()
    {
        var problems = Containers.Problems(b => b.RegisterType<Impossible>().As<IImpossible>().EnableCaching());

        Assert.That(
            problems.Select(problem => problem.Where).Distinct(),
            Is.EquivalentTo(new[] { "IImpossible.Nothing", "IImpossible.Later", "IImpossible.Stream" })
        );
    }

    private static CachingProblem Single(Action<ContainerBuilder> register)
    {
        var problems = Containers.Problems(register);
        Assert.That(problems, Has.Count.EqualTo(1));
        return problems[0];
    }

    private static TestCaseData Case(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);

    public interface INoBackend
    {
        [Cached(Backend = "nowhere")]
        string Get();
    }

    public sealed class NoBackend : INoBackend
    {
        public string Get() => "";
    }

    private interface IHidden
    {
        [Cached]
        string Get();
    }

    private sealed class Hidden : IHidden
    {
        public string Get() => "";
    }

    private interface IHiddenPlain;

    private sealed class HiddenPlain : IHiddenPlain;

    public interface IMade
    {
        static abstract void Make();

        [Cached]
        string Get();
    }

    public sealed class Made : IMade
    {
        public static void Make() { }

        public string Get() => "";
    }

    public interface IImpossible
    {
        [Cached]
        void Nothing();

        [Cached]
        Task Later();

        [Cached]
        Stream Stream();
    }

    public sealed class Impossible : IImpossible
    {
        public void Nothing() { }

        public Task Later() => Task.CompletedTask;

        public Stream Stream() => System.IO.Stream.Null;
    }

    public sealed class Astray : ICatalog
    {
        [Cached]
        public string Lost => "";

        [Cached]
        public string Find(string name) => name;

        [InvalidateCache(Pattern = "*")]
        public void Change() { }

        [Cached]
        private string Also() => Lost;
    }

    public sealed class Starting(INoBackend service) : IStartable
    {
        public void Start() => service.Get();
    }
}
