using Autofac;
using Autofac.Builder;

namespace Caching.Registration.Tests;

/// <summary>Registrations of child scopes, and those that child scopes see of their parents.</summary>
public sealed class ChildScopeTests
{
    [Test]
    public void A_registration_of_a_child_scope_is_cached()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b => Shared(b.RegisterType<Catalog>().As<ICatalog>()));
        using var nested = scope.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        Assert.That(Containers.IsCached(scope.Resolve<ICatalog>()), Is.True);
        Assert.That(nested.Resolve<ICatalog>().Find("a"), Is.EqualTo(scope.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void A_single_instance_of_a_child_scope_is_cached_and_shared_below_it()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b =>
            Shared(b.RegisterType<Catalog>().As<ICatalog>().SingleInstance())
        );
        using var nested = scope.BeginLifetimeScope();

        Assert.That(nested.Resolve<ICatalog>(), Is.SameAs(scope.Resolve<ICatalog>()));
        Assert.That(Containers.IsCached(nested.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_instance_of_a_child_scope_is_cached()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b => Shared(b.RegisterInstance(new Catalog()).As<ICatalog>()));

        Assert.That(Containers.IsCached(scope.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void What_one_scope_leaves_open_is_no_error_of_another_ones_registration()
    {
        using var container = Containers.Build(_ => { });
        using var outer = container.BeginLifetimeScope(b =>
            b.RegisterType<Plain>()
                .As<IPlain>()
                .EnableCaching(
                    (ServicePolicies<IPlain> policies) =>
                        policies.InvalidateCache(
                            p => p.Next(Arg.Any<int>()),
                            policy => policy.Of<ICatalog>().Entry((int x) => c => c.Find("a"))
                        )
                )
        );
        using (var inner = outer.BeginLifetimeScope(b => Shared(b.RegisterType<Catalog>().As<ICatalog>())))
        {
            inner.Resolve<ICatalog>();
            inner.Resolve<IPlain>();
        }

        using var other = container.BeginLifetimeScope(b =>
            b.RegisterType<Plain>()
                .As<IPlainToo>()
                .EnableCaching(
                    (ServicePolicies<IPlainToo> policies) => policies.Memoize(p => p.NextToo(Arg.Any<int>()))
                )
        );

        Assert.That(() => other.Resolve<IPlainToo>(), Throws.Nothing);
    }

    [Test]
    public void A_thousand_child_scopes_that_register_a_cached_service_leave_nothing_behind()
    {
        using var container = Containers.Build(Remembering);
        var runtime = container.Resolve<CachingRuntime>();
        var before = runtime.PlanCount;

        for (var i = 0; i < 1000; i++)
        {
            using var scope = container.BeginLifetimeScope(b => Shared(b.RegisterType<Catalog>().As<ICatalog>()));
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
        using (var outer = container.BeginLifetimeScope(b => Shared(b.RegisterType<Catalog>().As<ICatalog>())))
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
                b.RegisterGeneric(typeof(Repository<>))
                    .As(typeof(IRepository<>))
                    .EnableCaching(typeof(IRepository<>), policies => policies.Identity("repository"))
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

    private static IRegistrationBuilder<TLimit, TActivatorData, TStyle> Shared<TLimit, TActivatorData, TStyle>(
        IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    ) => registration.EnableCaching((ServicePolicies<ICatalog> policies) => policies.Identity("shared"));

    private static void Remembering(ContainerBuilder builder) =>
        builder
            .RegisterType<Plain>()
            .As<IPlain>()
            .EnableCaching((ServicePolicies<IPlain> policies) => policies.Memoize(p => p.Next(Arg.Any<int>())));
}
