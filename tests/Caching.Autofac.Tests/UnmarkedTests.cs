using Autofac;
using Autofac.Core;
using Caching.Interception;
using Moq;

namespace Caching.Registration.Tests;

/// <summary>Attributes that nothing carries out are an error, unless that is meant.</summary>
public sealed class UnmarkedTests
{
    private static IEnumerable<TestCaseData> Silent()
    {
        yield return Case("interface attribute", b => b.RegisterType<Catalog>().As<ICatalog>());
        yield return Case("inherited interface", b => b.RegisterType<Derived>().As<IDerived>());
        yield return Case("implementation attribute", b => b.RegisterType<FluentTests.Annotated>().As<IPlain>());
        yield return Case("implementation property", b => b.RegisterType<Property>().As<IProperty>());
        yield return Case("class with attributes", b => b.RegisterType<FluentTests.Annotated>().AsSelf());
        yield return Case("keyed", b => b.RegisterType<Catalog>().Keyed<ICatalog>(1));
        yield return Case("lambda", b => b.Register<ICatalog>(_ => new Catalog()));
        yield return Case("instance", b => b.RegisterInstance(new Catalog()).As<ICatalog>());
        yield return Case("mock", b => b.RegisterInstance(Mock.Of<ICatalog>()));
        yield return Case("scanning", b => b.RegisterTypes(typeof(Catalog)).AsImplementedInterfaces());
    }

    [TestCaseSource(nameof(Silent))]
    public void An_attributed_registration_without_caching_is_an_error_15(Action<ContainerBuilder> register)
    {
        var problems = Containers.Problems(register);

        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0].WayOut, Does.Contain(".EnableCaching()").And.Contain(".WithoutCaching()"));
    }

    [TestCaseSource(nameof(Silent))]
    public void A_container_without_caching_does_not_care(Action<ContainerBuilder> register)
    {
        var builder = new ContainerBuilder();
        register(builder);

        Assert.That(() => builder.Build().Dispose(), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Exempt()
    {
        yield return Case("without caching", b => b.RegisterType<Catalog>().As<ICatalog>().WithoutCaching());
        yield return Case(
            "without caching, scanning",
            b => b.RegisterTypes(typeof(Catalog)).AsImplementedInterfaces().WithoutCaching()
        );
        yield return Case("attributes of another interface", b => b.RegisterType<Catalog>().As<IHealth>());
        yield return Case("class without attributes of its own", b => b.RegisterType<Catalog>().AsSelf());
        yield return Case(
            "decorator",
            b =>
            {
                b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
                b.RegisterDecorator<ICatalog>((_, _, inner) => inner);
            }
        );
        yield return Case(
            "composite",
            b =>
            {
                b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
                b.RegisterComposite<DecorationTests.Several, ICatalog>();
            }
        );
        yield return Case(
            "adapter",
            b =>
            {
                b.RegisterType<Plain>().As<IPlain>();
                b.RegisterAdapter<IPlain, ICatalog>(_ => new Catalog());
            }
        );
    }

    [TestCaseSource(nameof(Exempt))]
    public void What_is_meant_or_has_nothing_to_do_is_exempt(Action<ContainerBuilder> register)
    {
        using var container = Containers.Build(register);

        Assert.That(() => container.ResolveOptional<ICatalog>(), Throws.Nothing);
        Assert.That(() => container.ResolveOptional<IEnumerable<ICatalog>>(), Throws.Nothing);
    }

    [Test]
    public void Without_caching_an_attribute_does_nothing()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().WithoutCaching());

        Assert.That(container.Resolve<ICatalog>(), Is.TypeOf<Catalog>());
    }

    [Test]
    public void The_last_word_about_caching_counts()
    {
        using var off = Containers.Build(b =>
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching().WithoutCaching()
        );
        using var on = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().WithoutCaching().EnableCaching());

        Assert.That(off.Resolve<ICatalog>(), Is.TypeOf<Catalog>());
        Assert.That(Containers.IsCached(on.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_attributed_open_generic_without_caching_is_an_error_of_the_first_resolve_15()
    {
        using var container = Containers.Build(b => b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)));

        using var child = container.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        var cause = Containers.Cause(() => container.Resolve<IRepository<int>>());
        var causeBelow = Containers.Cause(() => child.Resolve<IRepository<string>>());

        Assert.That(cause.Problems.Single().WayOut, Does.Contain(".EnableCaching()"));
        Assert.That(causeBelow.Problems.Single().WayOut, Does.Contain(".EnableCaching()"));
    }

    [Test]
    public void An_attributed_registration_of_a_child_scope_without_caching_is_an_error_of_the_first_resolve_15()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>();
            b.RegisterType<Catalog>().Keyed<ICatalog>(1).WithoutCaching();
        });

        Assert.That(scope.ResolveKeyed<ICatalog>(1), Is.TypeOf<Catalog>());
        Assert.That(
            Containers.Cause(() => scope.Resolve<ICatalog>()).Problems.Single().WayOut,
            Does.Contain(".EnableCaching()")
        );
    }

    [Test]
    public void What_the_plain_interceptor_stands_in_front_of_is_exempt_and_planned()
    {
        const string Interceptors = "Autofac.Extras.DynamicProxy.RegistrationExtensions.InterceptorsPropertyName";
        using var container = Containers.Build(b =>
            b.RegisterType<Catalog>()
                .As<ICatalog>()
                .WithMetadata(Interceptors, new Service[] { new TypedService(typeof(CachingInterceptor)) })
        );

        Assert.That(container.DescribeCaching(), Does.Contain("Find"));
    }

    private static TestCaseData Case(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);

    public interface IDerived : ICatalog;

    public sealed class Derived : Catalog, IDerived;

    public interface IProperty
    {
        string Name { get; }
    }

    public sealed class Property : IProperty
    {
        [Cached]
        public string Name => "";
    }
}
