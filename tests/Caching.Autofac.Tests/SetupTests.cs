using Autofac;
using Autofac.Builder;

namespace Caching.Registration.Tests;

/// <summary>AddCaching itself: where, how often, and what EnableCaching does without it.</summary>
public sealed class SetupTests
{
    [Test]
    public void Adding_caching_twice_is_an_error_with_a_way_out()
    {
        var builder = new ContainerBuilder().AddCaching();

        Assert.That(
            () => builder.AddCaching(),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("twice")
        );
    }

    [Test]
    public void Adding_caching_to_a_child_scope_is_an_error()
    {
        using var container = new ContainerBuilder().Build();
        using var cached = Containers.Build(_ => { });

        Containers.Cause(() => container.BeginLifetimeScope(b => b.AddCaching()));
        Containers.Cause(() => cached.BeginLifetimeScope(b => b.AddCaching()));
    }

    private static IEnumerable<TestCaseData> WithoutSetup()
    {
        yield return Case("type", b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        yield return Case("instance", b => b.RegisterInstance(new Catalog()).As<ICatalog>().EnableCaching());
        yield return Case("scanning", b => b.RegisterTypes(typeof(Catalog)).As<ICatalog>().EnableCaching());
        yield return Case(
            "generic",
            b => b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );
        yield return Case("adapter", b => b.RegisterAdapter<IPlain, ICatalog>(_ => new Catalog()).EnableCaching());
        yield return Case("module", b => b.RegisterModule<RegistrationStyleTests.CatalogModule>());
    }

    [TestCaseSource(nameof(WithoutSetup))]
    public void Enabling_caching_without_adding_it_fails_the_build_in_every_style_15(Action<ContainerBuilder> register)
    {
        var builder = new ContainerBuilder();
        register(builder);

        Assert.That(
            () => builder.Build(),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("Call AddCaching")
        );
    }

    [Test]
    public void Enabling_caching_in_a_child_scope_of_a_container_without_it_is_an_error()
    {
        using var container = new ContainerBuilder().Build();

        Containers.Cause(() =>
            container.BeginLifetimeScope(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching())
        );
    }

    [Test]
    public void A_module_may_add_caching_after_the_registrations()
    {
        var builder = new ContainerBuilder();
        builder.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
        builder.RegisterInstance(new OtherCatalog()).Keyed<ICatalog>(1).EnableCaching();
        builder.RegisterModule<CachingModule>();
        using var container = builder.Build();

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
        Assert.That(Containers.IsCached(container.ResolveKeyed<ICatalog>(1)), Is.True);
    }

    [Test]
    public void A_registration_made_by_hand_is_cached_too()
    {
        using var container = Containers.Build(b =>
            b.RegisterComponent(
                RegistrationBuilder.ForType<Catalog>().As<ICatalog>().EnableCaching().CreateRegistration()
            )
        );

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void A_builder_that_never_builds_opens_no_backend()
    {
        var opened = 0;
        new ContainerBuilder().AddCaching(caching =>
            caching.Use(
                "counted",
                _ =>
                {
                    opened++;
                    throw new InvalidOperationException();
                }
            )
        );

        Assert.That(opened, Is.Zero);
    }

    [Test]
    public async Task Asking_a_container_without_caching_about_it_is_an_error_that_names_AddCaching()
    {
        using var container = new ContainerBuilder().Build();
        using var scope = container.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        foreach (var asked in (ILifetimeScope[])[container, scope])
        {
            Assert.That(
                () => asked.DescribeCaching(),
                Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("AddCaching")
            );
            var thrown = await Assert.CatchAsync(() => asked.InitializeCachingAsync());
            Assert.That(thrown, Is.InstanceOf<CacheConfigurationException>().With.Message.Contains("AddCaching"));
        }
    }

    [Test]
    public void A_backend_that_is_made_as_null_is_an_error_that_names_it_E14()
    {
        var problem = Containers.Problems(_ => { }, caching => caching.Use("z", _ => null!)).Single();

        Assert.That(problem.Where, Does.Contain("\"z\""));
    }

    private static TestCaseData Case(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);

    public sealed class CachingModule : Module
    {
        protected override void Load(ContainerBuilder builder) => builder.AddCaching();
    }
}
