namespace Caching.Interception.Tests;

public sealed class ProxyableServiceTests
{
    [Test]
    public void A_public_interface_can_be_proxied() => Assert.That(Problems(typeof(IShapes)), Is.Empty);

    [Test]
    public void An_interface_that_the_proxy_assembly_cannot_see_is_a_problem_with_two_ways_out() =>
        Assert.That(
            Problems(typeof(IHidden)),
            Has.One.Property(nameof(CachingProblem.WayOut)).Contains("InternalsVisibleTo(\"DynamicProxyGenAssembly2\")")
        );

    [Test]
    public void A_public_interface_over_a_hidden_type_is_a_problem() =>
        Assert.That(Problems(typeof(IComparable<IHidden>)), Has.Count.EqualTo(1));

    [Test]
    public void A_static_abstract_member_is_a_problem_that_names_it() =>
        Assert.That(Problems(typeof(IStaticDerived)), Has.One.Property(nameof(CachingProblem.What)).Contains("Create"));

    private static List<CachingProblem> Problems(Type service)
    {
        var problems = new List<CachingProblem>();
        ProxyableService.Check(service, problems);
        return problems;
    }

    private interface IHidden;

    public interface IStatic<TSelf>
        where TSelf : IStatic<TSelf>
    {
        static abstract TSelf Create();
    }

    public interface IStaticDerived : IStatic<Implementation>;

    public sealed class Implementation : IStaticDerived
    {
        public static Implementation Create() => new();
    }
}
