using Autofac;

namespace Caching.Registration.Tests;

/// <summary>Values of the scope that resolved the proxy, as parts of keys.</summary>
public sealed class VaryByTests
{
    [Test]
    public void Each_scope_reads_its_own_value_20()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Tenant>().InstancePerLifetimeScope();
            Varying(b).InstancePerLifetimeScope();
        });
        using var a = Scope(container, "a");
        using var b = Scope(container, "b");
        using var againA = Scope(container, "a");

        var answer = a.Resolve<ICatalog>().Find("x");

        Assert.That(b.Resolve<ICatalog>().Find("x"), Is.Not.EqualTo(answer));
        Assert.That(againA.Resolve<ICatalog>().Find("x"), Is.EqualTo(answer));
    }

    [Test]
    public void The_value_is_read_on_each_call_20()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Tenant>().InstancePerLifetimeScope();
            Varying(b).InstancePerLifetimeScope();
        });
        using var scope = Scope(container, "a");
        var catalog = scope.Resolve<ICatalog>();
        var answer = catalog.Find("x");

        scope.Resolve<Tenant>().Id = "b";
        Assert.That(catalog.Find("x"), Is.Not.EqualTo(answer));

        scope.Resolve<Tenant>().Id = "a";
        Assert.That(catalog.Find("x"), Is.EqualTo(answer));
    }

    [Test]
    public void A_context_that_is_not_registered_is_an_error()
    {
        var problem = Containers.Problems(b => Varying(b)).Single();

        Assert.That(problem.What, Does.Contain("Tenant").And.Contain("isn't registered"));
    }

    [Test]
    public void A_single_instance_that_would_keep_one_scopes_context_is_an_error()
    {
        var problem = Containers
            .Problems(b =>
            {
                b.RegisterType<Tenant>().InstancePerLifetimeScope();
                Varying(b).SingleInstance();
            })
            .Single();

        Assert.That(problem.What, Does.Contain("single instance"));
    }

    [Test]
    public void A_single_instance_may_vary_by_a_single_instance()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Tenant>().SingleInstance();
            Varying(b).SingleInstance();
        });

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void A_context_of_the_container_varies_every_service()
    {
        using var container = Containers.Build(
            b =>
            {
                b.RegisterType<Tenant>().InstancePerLifetimeScope();
                b.RegisterType<Catalog>().As<ICatalog>().InstancePerLifetimeScope().EnableCaching();
            },
            caching => caching.VaryBy<Tenant>(tenant => tenant.Id)
        );
        using var a = Scope(container, "a");
        using var b = Scope(container, "b");

        Assert.That(b.Resolve<ICatalog>().Find("x"), Is.Not.EqualTo(a.Resolve<ICatalog>().Find("x")));
    }

    [Test]
    public void The_context_of_a_child_scope_is_the_one_registered_there()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(new Tenant { Id = "root" });
            Varying(b).InstancePerLifetimeScope();
        });
        using var child = container.BeginLifetimeScope(b => b.RegisterInstance(new Tenant { Id = "child" }));

        Assert.That(child.Resolve<ICatalog>().Find("x"), Is.Not.EqualTo(container.Resolve<ICatalog>().Find("x")));
    }

    [Test]
    public void A_context_is_resolved_once_for_a_proxy_and_its_value_read_on_each_call_20()
    {
        var made = new List<Disposable>();
        using var container = Containers.Build(b =>
        {
            b.Register(_ => new Disposable()).As<Tenant>().OnActivated(e => made.Add((Disposable)e.Instance));
            Varying(b).InstancePerLifetimeScope();
        });
        using var one = container.BeginLifetimeScope();
        using var two = container.BeginLifetimeScope();
        var catalog = one.Resolve<ICatalog>();
        Assert.That(made, Is.Empty);

        for (var i = 0; i < 1000; i++)
        {
            catalog.Find("x");
        }

        Assert.That(made, Has.Count.EqualTo(1));
        Assert.That(two.Resolve<ICatalog>().Find("x"), Is.EqualTo(catalog.Find("x")));
        Assert.That(made, Has.Count.EqualTo(2));

        made[0].Id = "changed";
        Assert.That(catalog.Find("x"), Is.Not.EqualTo(two.Resolve<ICatalog>().Find("x")));
        Assert.That(made, Has.Count.EqualTo(2));
    }

    private static Autofac.Builder.IRegistrationBuilder<
        Catalog,
        Autofac.Builder.ConcreteReflectionActivatorData,
        Autofac.Builder.SingleRegistrationStyle
    > Varying(ContainerBuilder builder) =>
        builder
            .RegisterType<Catalog>()
            .As<ICatalog>()
            .EnableCaching((ServicePolicies<ICatalog> policies) => policies.VaryBy<Tenant>(tenant => tenant.Id));

    private static ILifetimeScope Scope(IContainer container, string tenant)
    {
        var scope = container.BeginLifetimeScope();
        scope.Resolve<Tenant>().Id = tenant;
        return scope;
    }

    public class Tenant
    {
        public string Id { get; set; } = "";
    }

    public sealed class Disposable : Tenant, IDisposable
    {
        public void Dispose() { }
    }
}
