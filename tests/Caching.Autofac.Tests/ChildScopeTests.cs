using Autofac;

namespace Caching.Registration.Tests;

/// <summary>Registrations of child scopes, and those that child scopes see of their parents.</summary>
public sealed class ChildScopeTests
{
    [Test]
    public void A_registration_of_a_child_scope_is_cached()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var nested = scope.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        Assert.That(Containers.IsCached(scope.Resolve<ICatalog>()), Is.True);
        Assert.That(nested.Resolve<ICatalog>().Find("a"), Is.EqualTo(scope.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void A_single_instance_of_a_child_scope_is_cached_and_shared_below_it()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b =>
            b.RegisterType<Catalog>().As<ICatalog>().SingleInstance().EnableCaching()
        );
        using var nested = scope.BeginLifetimeScope();

        Assert.That(nested.Resolve<ICatalog>(), Is.SameAs(scope.Resolve<ICatalog>()));
        Assert.That(Containers.IsCached(nested.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_instance_of_a_child_scope_is_cached()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b =>
            b.RegisterInstance(new Catalog()).As<ICatalog>().EnableCaching()
        );

        Assert.That(Containers.IsCached(scope.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_override_by_another_implementation_has_entries_of_its_own()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var scope = container.BeginLifetimeScope(b =>
            b.RegisterType<OtherCatalog>().As<ICatalog>().EnableCaching()
        );

        Assert.That(scope.Resolve<ICatalog>().Find("a"), Is.Not.EqualTo(container.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void An_override_that_nothing_tells_apart_is_an_error_of_the_first_resolve_and_leaves_the_rest_alone_E15()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var scope = container.BeginLifetimeScope(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterType<Plain>()
                .As<IPlain>()
                .EnableCaching((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>())));
        });

        for (var i = 0; i < 2; i++)
        {
            var cause = Containers.Cause(() => scope.Resolve<ICatalog>());
            Assert.That(cause.Problems.Single().WayOut, Does.Contain("Identity"));
        }

        Assert.That(scope.Resolve<IPlain>(), Is.Not.TypeOf<Plain>());
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_override_with_an_identity_of_its_own_is_cached()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var scope = container.BeginLifetimeScope(b =>
            b.RegisterType<Catalog>()
                .As<ICatalog>()
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.Identity("mine"))
        );

        Assert.That(scope.Resolve<ICatalog>().Find("a"), Is.Not.EqualTo(container.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void Scopes_side_by_side_with_the_same_registration_must_say_whether_they_share_E15()
    {
        using var container = Containers.Build(_ => { });
        using var one = container.BeginLifetimeScope(Register);
        using var two = container.BeginLifetimeScope(Register);
        using var shared = container.BeginLifetimeScope(RegisterShared);
        using var sharedToo = container.BeginLifetimeScope(RegisterShared);

        one.Resolve<ICatalog>();
        Assert.That(Containers.Cause(() => two.Resolve<ICatalog>()).Problems.Single().WayOut, Does.Contain("Identity"));
        Assert.That(sharedToo.Resolve<ICatalog>().Find("a"), Is.EqualTo(shared.Resolve<ICatalog>().Find("a")));

        static void Register(ContainerBuilder builder) =>
            builder.RegisterType<Catalog>().As<ICatalog>().EnableCaching();

        static void RegisterShared(ContainerBuilder builder) =>
            builder
                .RegisterType<Catalog>()
                .As<ICatalog>()
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.Identity("shared"));
    }

    [Test]
    public void A_thousand_child_scopes_that_register_a_cached_service_leave_nothing_behind()
    {
        using var container = Containers.Build(b => b.RegisterType<Plain>().As<IPlain>().EnableCaching());
        var runtime = container.Resolve<CachingRuntime>();
        var before = runtime.PlanCount;

        for (var i = 0; i < 1000; i++)
        {
            using var scope = container.BeginLifetimeScope(b =>
                b.RegisterType<Catalog>().As<ICatalog>().EnableCaching()
            );
            using var nested = scope.BeginLifetimeScope();
            nested.Resolve<ICatalog>().Find("a");
            Assert.That(runtime.PlanCount, Is.EqualTo(before + 1));
        }

        Assert.That(runtime.PlanCount, Is.EqualTo(before));
    }

    [Test]
    public void Plans_of_a_nested_scopes_registration_live_as_long_as_the_scope_that_registered_it()
    {
        using var container = Containers.Build(_ => { });
        var runtime = container.Resolve<CachingRuntime>();
        using (var outer = container.BeginLifetimeScope(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching()))
        {
            using (var inner = outer.BeginLifetimeScope(b => b.RegisterInstance("own registration")))
            {
                inner.Resolve<ICatalog>();
            }

            Assert.That(runtime.PlanCount, Is.EqualTo(1));
            outer.Resolve<ICatalog>();
            Assert.That(runtime.PlanCount, Is.EqualTo(1));
        }

        Assert.That(runtime.PlanCount, Is.Zero);
    }

    [Test]
    public void A_closed_generic_that_a_child_scope_asked_for_first_belongs_to_the_container()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );
        var runtime = container.Resolve<CachingRuntime>();
        string answer;
        using (var scope = container.BeginLifetimeScope(b => b.RegisterInstance("own registration")))
        {
            answer = scope.Resolve<IRepository<int>>().Get(1);
        }

        Assert.That(runtime.PlanCount, Is.EqualTo(1));
        Assert.That(container.Resolve<IRepository<int>>().Get(1), Is.EqualTo(answer));
        Assert.That(runtime.PlanCount, Is.EqualTo(1));
    }

    [Test]
    public void An_open_generic_of_a_child_scope_dies_with_it()
    {
        using var container = Containers.Build(_ => { });
        var runtime = container.Resolve<CachingRuntime>();
        using (
            var scope = container.BeginLifetimeScope(b =>
                b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
            )
        )
        {
            Assert.That(Containers.IsCached(scope.Resolve<IRepository<int>>()), Is.True);
            Assert.That(runtime.PlanCount, Is.EqualTo(1));
        }

        Assert.That(runtime.PlanCount, Is.Zero);
    }

    [Test]
    public void Many_threads_that_ask_first_get_one_plan()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );
        using var start = new Barrier(8);
        var answers = new string[8];
        var threads = Enumerable
            .Range(0, 8)
            .Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                answers[i] = container.Resolve<IRepository<int>>().Get(1);
            }))
            .ToArray();

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(container.Resolve<CachingRuntime>().PlanCount, Is.EqualTo(1));
    }
}
