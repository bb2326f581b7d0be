using Autofac;
using Caching.Interception;
using Castle.DynamicProxy;
using Moq;

namespace Caching.Registration.Tests;

/// <summary>What the container offers besides proxies, and how it ends.</summary>
public sealed class RuntimeTests
{
    [Test]
    public void The_services_of_the_cache_are_single_instances()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope();

        Assert.That(scope.Resolve<ICacheService>(), Is.SameAs(container.Resolve<ICacheService>()));
        Assert.That(scope.Resolve<ICacheManager>(), Is.SameAs(container.Resolve<ICacheManager>()));
        Assert.That(scope.Resolve<ICacheKeys>(), Is.SameAs(container.Resolve<ICacheKeys>()));
        Assert.That(scope.Resolve<CachingInterceptor>(), Is.Not.Null);
    }

    [Test]
    public async Task The_key_of_a_call_is_the_one_that_the_proxy_used()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        var answer = container.Resolve<ICatalog>().Find("a");

        var key = container.Resolve<ICacheKeys>().For<ICatalog>(catalog => catalog.Find("a"));

        Assert.That(
            await container.Resolve<ICacheService>().GetAsync<string>(key),
            Is.EqualTo(CacheLookup<string>.Hit(answer))
                .Using<CacheLookup<string>>((x, y) => x.IsHit == y.IsHit && x.Value == y.Value)
        );
    }

    [Test]
    public void The_description_names_every_planned_method()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var scope = container.BeginLifetimeScope();

        Assert.That(scope.DescribeCaching(), Does.Contain("Find").And.Contain("Change").And.Contain("memory"));
    }

    [Test]
    public void A_container_without_caching_says_so_when_it_is_asked_for_it()
    {
        using var container = new ContainerBuilder().Build();

        Assert.That(() => container.DescribeCaching(), Throws.InstanceOf<CacheConfigurationException>());
        Assert.That(
            () => container.InitializeCachingAsync(CancellationToken.None),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("AddCaching")
        );
    }

    [Test]
    public async Task Initializing_prepares_every_backend()
    {
        var backend = new Mock<ICacheBackend>();
        await using var container = Containers.Build(_ => { }, caching => caching.Use("mock", _ => backend.Object));
        backend.Verify(b => b.InitializeAsync(It.IsAny<CancellationToken>()), Times.Never);

        await container.InitializeCachingAsync();

        backend.Verify(b => b.InitializeAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task The_container_shuts_its_backends_down_once()
    {
        var backend = new Mock<ICacheBackend>();
        var container = Containers.Build(_ => { }, caching => caching.Use("mock", _ => backend.Object));
        container.Resolve<ICacheManager>();
        container.Resolve<ICacheService>();

        await container.DisposeAsync();

        backend.Verify(b => b.ShutdownAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public void The_container_disposes_of_its_backends_once_synchronously()
    {
        var backend = new Mock<ICacheBackend>();
        backend.As<IDisposable>();
        var container = Containers.Build(_ => { }, caching => caching.Use("mock", _ => backend.Object));
        container.Resolve<ICacheManager>();

        container.Dispose();

        backend.As<IDisposable>().Verify(b => b.Dispose(), Times.Once);
    }

    [Test]
    public void A_container_that_could_not_be_built_leaves_no_backend_open()
    {
        var backend = new Mock<ICacheBackend>();
        backend.As<IDisposable>();

        Containers.Problems(
            b => b.RegisterType<Catalog>().As<ICatalog>(),
            caching => caching.Use("mock", _ => backend.Object)
        );

        backend.As<IDisposable>().Verify(b => b.Dispose(), Times.Once);
    }

    [Test]
    public void Two_containers_share_nothing()
    {
        using var one = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var two = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());

        Assert.That(two.Resolve<ICatalog>().Find("a"), Is.Not.EqualTo(one.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void A_mock_is_cached_under_the_name_of_its_interface()
    {
        var mock = new Mock<ICatalog>();
        mock.Setup(catalog => catalog.Find("a")).Returns("b");
        using var container = Containers.Build(b => b.RegisterInstance(mock.Object).EnableCaching());
        var catalog = container.Resolve<ICatalog>();

        catalog.Find("a");
        catalog.Find("a");

        mock.Verify(inner => inner.Find("a"), Times.Once);
        Assert.That(
            container.Resolve<ICacheKeys>().For<ICatalog>(c => c.Find("a")),
            Does.Not.Contain("Castle.Proxies").And.Contain("@Caching.Registration.Tests.ICatalog:")
        );
    }

    [Test]
    public void The_plain_interceptor_serves_a_proxy_that_another_wiring_made()
    {
        using var container = Containers.Build(b =>
            b.Register<ICatalog>(c =>
                    new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<ICatalog>(
                        new Catalog(),
                        c.Resolve<CachingInterceptor>()
                    )
                )
                .WithoutCaching()
        );

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void The_plain_interceptor_reads_contexts_from_the_scope_of_its_service()
    {
        using var container = Containers.Build(
            b =>
            {
                b.RegisterType<VaryByTests.Tenant>().InstancePerLifetimeScope();
                b.Register<ICatalog>(c =>
                        new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<ICatalog>(
                            new Catalog(),
                            c.Resolve<CachingInterceptor>()
                        )
                    )
                    .WithoutCaching();
            },
            caching => caching.VaryBy<VaryByTests.Tenant>(tenant => tenant.Id)
        );
        using var a = container.BeginLifetimeScope();
        using var b = container.BeginLifetimeScope();
        a.Resolve<VaryByTests.Tenant>().Id = "a";
        b.Resolve<VaryByTests.Tenant>().Id = "b";

        Assert.That(b.Resolve<ICatalog>().Find("x"), Is.Not.EqualTo(a.Resolve<ICatalog>().Find("x")));
    }
}
