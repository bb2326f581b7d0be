using Autofac;

namespace Caching.Registration.Tests;

/// <summary>What would do nothing, in silence, is an error when the container is built.</summary>
public sealed class IdlePolicyTests
{
    private static IEnumerable<TestCaseData> Idle()
    {
        yield return Case("type", b => b.RegisterType<Plain>().As<IPlain>().EnableCaching());
        yield return Case("lambda", b => b.Register<IPlain>(_ => new Plain()).EnableCaching());
        yield return Case("instance", b => b.RegisterInstance(new Plain()).As<IPlain>().EnableCaching());
        yield return Case(
            "defaults only",
            b =>
                b.RegisterType<Plain>()
                    .As<IPlain>()
                    .EnableCaching((ServicePolicies<IPlain> policies) => policies.Identity("x"))
        );
    }

    [TestCaseSource(nameof(Idle))]
    public void Enabling_caching_where_nothing_has_a_policy_is_an_error_15(Action<ContainerBuilder> register)
    {
        var problem = Single(register);

        Assert.That(problem.Where, Is.EqualTo("IPlain"));
        Assert.That(problem.What, Does.Contain("does nothing"));
        Assert.That(problem.WayOut, Does.Contain("Add a policy, or remove EnableCaching."));
    }

    [Test]
    public void A_name_that_no_method_of_an_open_generic_has_is_an_error_before_it_is_closed_15()
    {
        var problem = Single(b =>
            b.RegisterGeneric(typeof(FluentTests.Store<>))
                .As(typeof(FluentTests.IStore<>))
                .EnableCaching(
                    typeof(FluentTests.IStore<>),
                    policies => policies.Cached("Gett").Memoize(nameof(FluentTests.IStore<>.Other)).Identity("store")
                )
        );

        Assert.That(problem.What, Does.Contain("'Gett' names no method of IStore<T>"));
        Assert.That(problem.WayOut, Does.Contain("Get, Other"));
    }

    [Test]
    public void The_names_of_scanned_open_generics_are_checked_as_well_15() =>
        Assert.That(
            Single(b =>
                b.RegisterAssemblyOpenGenericTypes(typeof(Catalog).Assembly)
                    .Where(type => type == typeof(Repository<>))
                    .As(typeof(IRepository<>))
                    .EnableCaching(
                        typeof(IRepository<>),
                        policies => policies.InvalidateCache("Gett", policy => policy.Tags("x"))
                    )
            ).What,
            Does.Contain("'Gett'")
        );

    private static CachingProblem Single(Action<ContainerBuilder> register)
    {
        var problems = Containers.Problems(register);
        Assert.That(problems, Has.Count.EqualTo(1));
        return problems[0];
    }

    private static TestCaseData Case(string name, Action<ContainerBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);
}
