using Autofac;
using Autofac.Features.Indexed;
using Autofac.Features.Metadata;
using Autofac.Features.OwnedInstances;

namespace Caching.Registration.Tests;

/// <summary>Every way of registering and of asking.</summary>
public sealed class RegistrationStyleTests
{
    private static IEnumerable<TestCaseData> Styles()
    {
        yield return Style("type", b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        yield return Style("type first", b => b.RegisterType<Catalog>().EnableCaching().As<ICatalog>());
        yield return Style("runtime type", b => b.RegisterType(typeof(Catalog)).As(typeof(ICatalog)).EnableCaching());
        yield return Style("implemented", b => b.RegisterType<Catalog>().AsImplementedInterfaces().EnableCaching());
        yield return Style("lambda", b => b.Register(_ => new Catalog()).As<ICatalog>().EnableCaching());
        yield return Style("interface lambda", b => b.Register<ICatalog>(_ => new Catalog()).EnableCaching());
        yield return Style(
            "dependent lambda",
            b => b.Register((ILifetimeScope _) => new Catalog()).As<ICatalog>().EnableCaching()
        );
        yield return Style("instance", b => b.RegisterInstance(new Catalog()).As<ICatalog>().EnableCaching());
        yield return Style("interface instance", b => b.RegisterInstance<ICatalog>(new Catalog()).EnableCaching());
        yield return Style(
            "object instance",
            b => b.RegisterInstance((object)new Catalog()).As<ICatalog>().EnableCaching()
        );
        yield return Style(
            "scope",
            b => b.RegisterType<Catalog>().As<ICatalog>().InstancePerLifetimeScope().EnableCaching()
        );
        yield return Style("single", b => b.RegisterType<Catalog>().As<ICatalog>().SingleInstance().EnableCaching());
        yield return Style(
            "auto activated",
            b => b.RegisterType<Catalog>().As<ICatalog>().SingleInstance().AutoActivate().EnableCaching()
        );
        yield return Style(
            "autowired",
            b => b.RegisterType<Catalog>().As<ICatalog>().PropertiesAutowired().EnableCaching()
        );
        yield return Style("external", b => b.RegisterType<Catalog>().As<ICatalog>().ExternallyOwned().EnableCaching());
        yield return Style(
            "conditional",
            b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching().IfNotRegistered(typeof(ICatalog))
        );
        yield return Style(
            "handlers",
            b =>
                b.RegisterType<Catalog>()
                    .As<ICatalog>()
                    .EnableCaching()
                    .OnActivating(e => Assert.That(e.Instance, Is.TypeOf<Catalog>()))
                    .OnActivated(e => Assert.That(e.Instance, Is.TypeOf<Catalog>()))
        );
        yield return Style(
            "scanning",
            b =>
                b.RegisterAssemblyTypes(typeof(Catalog).Assembly)
                    .Where(type => type == typeof(Catalog))
                    .AsImplementedInterfaces()
                    .EnableCaching()
        );
        yield return Style("types", b => b.RegisterTypes(typeof(Catalog)).As<ICatalog>().EnableCaching());
        yield return Style(
            "adapter",
            b =>
            {
                b.RegisterType<Plain>().As<IPlain>();
                b.RegisterAdapter<IPlain, ICatalog>(_ => new Catalog()).EnableCaching();
            }
        );
        yield return Style("module", b => b.RegisterModule<CatalogModule>());
    }

    [TestCaseSource(nameof(Styles))]
    public void Every_style_of_registration_is_cached(Action<ContainerBuilder> register)
    {
        using var container = Containers.Build(register);

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [TestCaseSource(nameof(Styles))]
    public void Every_style_of_registration_is_cached_in_a_child_scope(Action<ContainerBuilder> register)
    {
        using var container = Containers.Build(register);
        using var plain = container.BeginLifetimeScope();
        using var own = container.BeginLifetimeScope(child => child.RegisterInstance("own"));
        using var nested = own.BeginLifetimeScope(child => child.RegisterInstance("nested"));

        foreach (var scope in (ILifetimeScope[])[plain, own, nested])
        {
            Assert.That(Containers.IsCached(scope.Resolve<ICatalog>()), Is.True);
        }
    }

    [TestCaseSource(nameof(Styles))]
    public void Every_way_of_asking_is_answered_with_the_proxy(Action<ContainerBuilder> register)
    {
        using var container = Containers.Build(register);
        ICatalog[] found =
        [
            container.Resolve<Func<ICatalog>>()(),
            container.Resolve<Lazy<ICatalog>>().Value,
            container.Resolve<IEnumerable<ICatalog>>().Single(),
            container.Resolve<IReadOnlyList<ICatalog>>().Single(),
            container.Resolve<Meta<ICatalog>>().Value,
            container.Resolve<Meta<Lazy<ICatalog>>>().Value.Value,
            container.Resolve<Owned<ICatalog>>().Value,
            container.Resolve<Func<Owned<ICatalog>>>()().Value,
        ];

        Assert.That(found.Select(Containers.IsCached), Is.All.True);
    }

    [Test]
    public void Keyed_and_named_services_are_cached_each_for_itself()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().Keyed<ICatalog>(1).EnableCaching();
            b.RegisterType<Catalog>().Keyed<ICatalog>(2).EnableCaching();
            b.RegisterType<Catalog>().Named<ICatalog>("x").EnableCaching();
        });
        ICatalog[] catalogs =
        [
            container.ResolveKeyed<ICatalog>(1),
            container.ResolveKeyed<ICatalog>(2),
            container.ResolveNamed<ICatalog>("x"),
            container.Resolve<IIndex<int, ICatalog>>()[1],
        ];
        var answers = catalogs.Select(catalog => catalog.Find("a")).ToArray();

        Assert.That(answers.Distinct().Count(), Is.EqualTo(3));
        Assert.That(answers[3], Is.EqualTo(answers[0]));
    }

    [Test]
    public void An_open_generic_is_cached_per_closing_E15()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );
        using var child = container.BeginLifetimeScope(b => b.RegisterType<Plain>().As<IPlain>());

        var number = container.Resolve<IRepository<int>>().Get(1);
        var text = container.Resolve<IRepository<string>>().Get(1);

        Assert.That(number, Does.StartWith("Int32"));
        Assert.That(text, Does.StartWith("String"));
        Assert.That(container.Resolve<IRepository<int>>().Get(1), Is.EqualTo(number));
        Assert.That(child.Resolve<IRepository<string>>().Get(1), Is.EqualTo(text));
        Assert.That(
            child.Resolve<IRepository<long>>().Get(1),
            Is.EqualTo(container.Resolve<IRepository<long>>().Get(1))
        );
    }

    [Test]
    public void An_open_generic_lambda_is_cached()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric((_, types, _) => Activator.CreateInstance(typeof(Repository<>).MakeGenericType(types))!)
                .As(typeof(IRepository<>))
                .EnableCaching()
        );

        var repository = container.Resolve<IRepository<int>>();

        Assert.That(Containers.IsCached(repository), Is.True);
    }

    [Test]
    public void Scanned_open_generics_are_cached()
    {
        using var container = Containers.Build(b =>
            b.RegisterAssemblyOpenGenericTypes(typeof(Catalog).Assembly)
                .Where(type => type == typeof(Repository<>))
                .As(typeof(IRepository<>))
                .EnableCaching()
        );

        var repository = container.Resolve<IRepository<int>>();

        Assert.That(Containers.IsCached(repository), Is.True);
    }

    [Test]
    public void Scanning_leaves_alone_what_has_no_policy_even_classes()
    {
        using var container = Containers.Build(b =>
            b.RegisterTypes(typeof(Catalog), typeof(Plain), typeof(Uri)).AsImplementedInterfaces().EnableCaching()
        );
        using var classes = Containers.Build(b => b.RegisterTypes(typeof(Plain)).AsSelf().EnableCaching());

        Assert.That(container.Resolve<IPlain>(), Is.TypeOf<Plain>());
        Assert.That(classes.Resolve<Plain>(), Is.TypeOf<Plain>());
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void One_proxy_stands_for_all_interfaces_of_a_registration()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Catalog>().As<ICatalog>().As<IHealth>().SingleInstance().EnableCaching()
        );

        Assert.That(container.Resolve<IHealth>(), Is.SameAs(container.Resolve<ICatalog>()));
        Assert.That(container.Resolve<IHealth>().IsHealthy, Is.True);
    }

    [Test]
    public void Parameters_on_the_registration_are_part_of_it()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Named>().As<ICatalog>().WithParameter("prefix", "fixed").EnableCaching()
        );
        var catalog = container.Resolve<ICatalog>();

        Assert.That(catalog.Find("x"), Does.StartWith("fixed"));
        Assert.That(Containers.IsCached(catalog), Is.True);
    }

    [Test]
    public void A_startable_that_uses_a_cached_service_finds_it_cached()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Startable>().As<IStartable>().AsSelf().SingleInstance();
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
        });

        Assert.That(container.Resolve<Startable>().WasCached, Is.True);
    }

    [Test]
    public void A_cached_service_may_be_a_startable_itself()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<StartableCatalog>().As<IStartable>().As<ICatalog>().SingleInstance().EnableCaching()
        );

        Assert.That(container.Resolve<ICatalog>().Find("x"), Does.StartWith("started"));
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    private static TestCaseData Style(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);

    public sealed class Named(string prefix) : ICatalog
    {
        private int _calls;

        public string Find(string name) => $"{prefix} {++_calls}";

        public void Change() { }
    }

    public sealed class Startable(ICatalog catalog) : IStartable
    {
        public bool WasCached { get; private set; }

        public void Start() => WasCached = Containers.IsCached(catalog);
    }

    public sealed class StartableCatalog : ICatalog, IStartable
    {
        private string _state = "new";

        public void Start() => _state = "started";

        public string Find(string name) => $"{_state} {Guid.NewGuid()}";

        public void Change() { }
    }

    public sealed class CatalogModule : Module
    {
        protected override void Load(ContainerBuilder builder) =>
            builder.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
    }
}
