using Autofac;
using Autofac.Builder;

namespace Caching.Registration.Tests;

/// <summary>Entries of a child scope's registration outlive the scope, so it says with whom they are shared.</summary>
public sealed class ChildScopeIdentityTests
{
    private static IEnumerable<TestCaseData> Nameless()
    {
        yield return Style("type", b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        yield return Style("other type", b => b.RegisterType<OtherCatalog>().As<ICatalog>().EnableCaching());
        yield return Style("lambda", b => b.Register<ICatalog>(_ => new Catalog()).EnableCaching());
        yield return Style("scanning", b => b.RegisterTypes(typeof(Catalog)).As<ICatalog>().EnableCaching());
        yield return Style("adapter", b => b.RegisterAdapter<IPlain, ICatalog>(_ => new Catalog()).EnableCaching());
    }

    [TestCaseSource(nameof(Nameless))]
    public void Entries_that_outlive_their_scope_need_a_name_even_in_the_only_scope_E15(
        Action<ContainerBuilder> register
    )
    {
        using var container = Containers.Build(b => b.RegisterType<Plain>().As<IPlain>());
        for (var i = 0; i < 2; i++)
        {
            using var scope = container.BeginLifetimeScope(register);
            using var nested = scope.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

            foreach (var asked in (ILifetimeScope[])[nested, scope])
            {
                var problem = Containers.Cause(() => asked.Resolve<ICatalog>()).Problems.Single();
                Assert.That(problem.What, Does.Contain("outlive"));
                Assert.That(problem.WayOut, Does.Contain("Identity"));
            }
        }

        Assert.That(container.Resolve<CachingRuntime>().PlanCount, Is.Zero);
    }

    [Test]
    public void An_instance_of_a_child_scope_needs_a_name_as_soon_as_the_scope_activates_it_E15()
    {
        using var container = Containers.Build(_ => { });

        var cause = Containers.Cause(() =>
            container.BeginLifetimeScope(b => b.RegisterInstance(new Catalog()).As<ICatalog>().EnableCaching())
        );

        Assert.That(cause.Problems.Single().WayOut, Does.Contain("Identity"));
    }

    [Test]
    public void An_open_generic_of_a_child_scope_needs_a_name_too_E15()
    {
        using var container = Containers.Build(_ => { });
        using var scope = container.BeginLifetimeScope(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );

        var cause = Containers.Cause(() => scope.Resolve<IRepository<int>>());

        Assert.That(cause.Problems.Single().WayOut, Does.Contain("Identity"));
    }

    [Test]
    public void An_override_without_a_name_leaves_the_rest_alone()
    {
        using var container = Containers.Build(b => b.RegisterType<Catalog>().As<ICatalog>().EnableCaching());
        using var scope = container.BeginLifetimeScope(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            Remembering(b);
        });

        Containers.Cause(() => scope.Resolve<ICatalog>());

        Assert.That(scope.Resolve<IPlain>(), Is.Not.TypeOf<Plain>());
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void What_dies_with_its_scope_and_what_has_a_key_of_the_users_own_needs_no_name()
    {
        using var container = Containers.Build(_ => { });
        using var one = container.BeginLifetimeScope(Remembering);
        using var two = container.BeginLifetimeScope(Remembering);
        using var aside = container.BeginLifetimeScope(b =>
            b.RegisterType<Plain>()
                .As<IPlain>()
                .EnableCaching(
                    (ServicePolicies<IPlain> policies) =>
                        policies
                            .CacheAside(p => p.Next(Arg.Any<int>()), (int x) => $"next:{x}")
                            .InvalidateCache(p => p.Next(Arg.Any<int>()), policy => policy.Tags("none"))
                )
        );

        foreach (var scope in (ILifetimeScope[])[one, two, aside])
        {
            var plain = scope.Resolve<IPlain>();
            Assert.That(new[] { plain.Next(1), plain.Next(1) }, Is.EqualTo(new[] { 1, 1 }));
        }
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
    public async Task Scopes_with_the_same_identity_share_their_entries_also_at_the_same_time_E15()
    {
        const int scopes = 20;
        using var container = Containers.Build(_ => { });
        using var start = new Barrier(scopes);
        var asking = Enumerable
            .Range(0, scopes)
            .Select(_ => Task.Factory.StartNew(Ask, TaskCreationOptions.LongRunning));

        var answers = await Task.WhenAll(asking);

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(container.Resolve<CachingRuntime>().PlanCount, Is.Zero);

        string Ask()
        {
            using var scope = container.BeginLifetimeScope(b => Shared(b.RegisterType<Catalog>().As<ICatalog>()));
            start.SignalAndWait();
            return scope.Resolve<ICatalog>().Find("a");
        }
    }

    private static IRegistrationBuilder<TLimit, TActivatorData, TStyle> Shared<TLimit, TActivatorData, TStyle>(
        IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    ) => registration.EnableCaching((ServicePolicies<ICatalog> policies) => policies.Identity("shared"));

    private static void Remembering(ContainerBuilder builder) =>
        builder
            .RegisterType<Plain>()
            .As<IPlain>()
            .EnableCaching((ServicePolicies<IPlain> policies) => policies.Memoize(p => p.Next(Arg.Any<int>())));

    private static TestCaseData Style(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);
}
