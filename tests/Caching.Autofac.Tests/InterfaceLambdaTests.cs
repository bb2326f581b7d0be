using Autofac;
using Moq;

namespace Caching.Registration.Tests;

/// <summary>Lambdas that are typed as the interface: what they make is seen when they have made it.</summary>
public sealed class InterfaceLambdaTests
{
    [Test]
    public void Instances_of_another_type_are_an_error_before_they_answer_with_the_first_ones_results_E15()
    {
        var next = new Queue<ICatalog>([new Catalog(), new Catalog(), new OtherCatalog(), new Catalog()]);
        using var container = Containers.Build(b => b.Register(_ => next.Dequeue()).EnableCaching());

        container.Resolve<ICatalog>();
        container.Resolve<ICatalog>();
        var problem = Containers.Cause(() => container.Resolve<ICatalog>()).Problems.Single();

        Assert.That(problem.What, Does.Contain("made as Catalog and now as OtherCatalog"));
        Assert.That(problem.WayOut, Does.Contain("Identity"));
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_identity_says_that_instances_of_all_types_share()
    {
        var next = new Queue<ICatalog>([new Catalog(), new OtherCatalog()]);
        using var container = Containers.Build(b =>
            b.Register(_ => next.Dequeue())
                .EnableCaching((ServicePolicies<ICatalog> policies) => policies.Identity("both"))
        );

        var answer = container.Resolve<ICatalog>().Find("a");

        Assert.That(container.Resolve<ICatalog>().Find("a"), Is.EqualTo(answer));
    }

    [Test]
    public void Invalidations_alone_mix_nothing_up()
    {
        var next = new Queue<IPlain>([new Plain(), new Mock<IPlain>().Object]);
        using var container = Containers.Build(b =>
            b.Register(_ => next.Dequeue())
                .EnableCaching(
                    (ServicePolicies<IPlain> policies) =>
                        policies.InvalidateCache(p => p.Next(Arg.Any<int>()), policy => policy.Tags("all"))
                )
        );

        container.Resolve<IPlain>();

        Assert.That(() => container.Resolve<IPlain>(), Throws.Nothing);
    }

    [Test]
    public void Mocks_of_one_interface_are_of_one_type()
    {
        using var container = Containers.Build(b => b.Register(_ => new Mock<ICatalog>().Object).EnableCaching());

        container.Resolve<ICatalog>();

        Assert.That(() => container.Resolve<ICatalog>(), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Unseen()
    {
        yield return Case("method", () => new OnMethod(), "OnMethod.Find");
        yield return Case("explicit", () => new OnExplicit(), "Find");
        yield return Case("overridden", () => new Overriding(), "OnMethod.Find");
        yield return Case("defaults", () => new WithDefaults(), "WithDefaults");
        yield return Case("varying", () => new Varying(), "Varying");
    }

    [TestCaseSource(nameof(Unseen))]
    public void Attributes_that_only_the_instance_carries_are_an_error_of_the_first_resolve_15(
        Func<ICatalog> make,
        string member
    )
    {
        using var container = Containers.Build(b => b.Register(_ => make()).EnableCaching());

        for (var i = 0; i < 2; i++)
        {
            var problem = Containers.Cause(() => container.Resolve<ICatalog>()).Problems.Single();
            Assert.That(problem.What, Does.Contain(member));
            Assert.That(problem.WayOut, Does.Contain($"new {make().GetType().Name}(...)).As<ICatalog>()"));
        }
    }

    [Test]
    public void A_lambda_that_says_the_type_is_the_way_out()
    {
        using var container = Containers.Build(b => b.Register(_ => new OnMethod()).As<ICatalog>().EnableCaching());

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void An_heir_of_the_type_that_the_lambda_says_is_looked_at_as_well()
    {
        using var container = Containers.Build(b =>
        {
            b.Register<Catalog>(_ => new Heir()).As<ICatalog>().EnableCaching();
            b.Register<OnMethod>(_ => new Overriding()).Keyed<ICatalog>("seen").EnableCaching();
        });

        Assert.That(
            Containers.Cause(() => container.Resolve<ICatalog>()).Problems.Single().What,
            Does.Contain("Heir.Find")
        );
        Assert.That(Containers.IsCached(container.ResolveKeyed<ICatalog>("seen")), Is.True);
    }

    [Test]
    public void A_source_is_looked_at_even_if_its_interface_has_no_policy()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance("adapted");
            b.RegisterAdapter<string, IPlain>(_ => new Remembering()).EnableCaching();
        });

        Assert.That(
            Containers.Cause(() => container.Resolve<IPlain>()).Problems.Single().What,
            Does.Contain("Remembering.Next")
        );
    }

    [Test]
    public void Attributes_of_what_is_no_service_here_are_left_alone()
    {
        using var container = Containers.Build(b => b.Register<ICatalog>(_ => new Both()).EnableCaching());

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    private static TestCaseData Case(string name, Func<ICatalog> make, string member) =>
        new TestCaseData(make, member).SetArgDisplayNames(name);

    public class OnMethod : ICatalog
    {
        [Cached(TtlSeconds = 1)]
        public virtual string Find(string name) => $"{Guid.NewGuid()}";

        public void Change() { }
    }

    public sealed class OnExplicit : ICatalog
    {
        [Memoize]
        string ICatalog.Find(string name) => name;

        public void Change() { }
    }

    public sealed class Overriding : OnMethod
    {
        public override string Find(string name) => $"{Guid.NewGuid()}";
    }

    [CacheDefaults(TtlSeconds = 1)]
    public sealed class WithDefaults : Catalog;

    [VaryBy(typeof(string), nameof(string.Length))]
    public sealed class Varying : Catalog;

    public sealed class Heir : Catalog
    {
        [Cached(TtlSeconds = 1)]
        public override string Find(string name) => name;
    }

    public sealed class Remembering : IPlain
    {
        [Memoize]
        public int Next(int x) => x;
    }

    public sealed class Both : Catalog, IPlain
    {
        [Memoize]
        public int Next(int x) => x;
    }
}
