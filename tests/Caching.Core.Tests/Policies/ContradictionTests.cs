namespace Caching.Core.Tests.Policies;

/// <summary>Things said twice, differently, at one level: the order must not decide.</summary>
public sealed class ContradictionTests
{
    public interface IStore
    {
        string Get(int id);
    }

    public interface IContradicting
    {
        [Cached]
        [Memoize]
        int Get();

        [CacheAside("name")]
        string Name { [Cached] get; }
    }

    [Test]
    public void Two_read_policies_at_one_level_are_a_problem()
    {
        Assert.That(
            Catalogs.Of<IContradicting>().Problems.Select(problem => problem.ToString()),
            Is.EqualTo(
                new[]
                {
                    "IContradicting.Get: Cached and Memoize (attribute on IContradicting.Get) contradict each other: "
                        + "a method is answered in one way. Leave one of them.",
                    "IContradicting.Name: Cached and CacheAside (attribute on IContradicting.Name) contradict each "
                        + "other: a method is answered in one way. Leave one of them.",
                }
            )
        );
    }

    [Test]
    public void Two_cached_policies_in_code_are_a_problem_also_from_two_blocks()
    {
        const string Expected =
            "IStore.Get: Cached and Cached (fluent) contradict each other: a method is answered in one way. "
            + "Leave one of them.";
        Assert.That(
            Catalogs.Of<IStore>(policies => policies.Cached(s => s.Get(0)).Cached(nameof(IStore.Get))).Problem,
            Is.EqualTo(Expected)
        );
        Assert.That(
            Catalogs.Of<IStore>(one => one.Cached(s => s.Get(0)), two => two.Cached(s => s.Get(0))).Problem,
            Is.EqualTo(Expected)
        );
    }

    [Test]
    public void Defaults_and_identities_that_contradict_each_other_are_problems()
    {
        var catalog = Catalogs.Of<IStore>(
            one => one.Identity("one").Defaults(all => all.Prefix("a").Backend("same")),
            two => two.Identity("two").Defaults(all => all.Prefix("b").Backend("same"))
        );

        Assert.That(
            catalog.Problems.Select(problem => problem.ToString()),
            Is.EqualTo(
                new[]
                {
                    "IStore: Identity is set to one and to two (fluent), which contradict each other. Leave one of them.",
                    "IStore: Prefix is set to a and to b (fluent), which contradict each other. Leave one of them.",
                }
            )
        );
    }

    public interface IShared
    {
        int Read();
    }

    [CacheDefaults(TtlSeconds = 1)]
    public interface IOne : IShared;

    [CacheDefaults(TtlSeconds = 2)]
    public interface ITwo : IShared;

    [CacheDefaults(TtlSeconds = 3)]
    public sealed class Both : IOne, ITwo
    {
        public int Read() => 1;
    }

    [Test]
    public void Contracts_that_contradict_each_other_about_one_method_are_a_problem_unless_something_above_decides()
    {
        Assert.That(
            Catalogs.Of(typeof(IOne), typeof(IOne), typeof(ITwo)).Problem,
            Does.Contain("Ttl is set to 00:00:01 and to 00:00:02")
                .And.Contain("[CacheDefaults] on ")
                .And.Contain("contradict each other")
        );
        Assert.That(Catalogs.Of(typeof(Both), typeof(IOne), typeof(ITwo)).Problems, Is.Empty);
    }
}
