namespace Caching.Core.Tests.Policies;

/// <summary>Every bad input has a problem that names the value, the cause and the way out.</summary>
public sealed class ProblemTests
{
    public interface IStore
    {
        string Get(int id, string trace);

        void Save(int id);

        Task SaveAsync(int id);

        ValueTask SaveFastAsync(int id);

        Stream Open(int id);

        int ByReference(ref int id);

        int TryGet(int id, out string name);

        int ByReadOnlyReference(in int id);

        int Slice(ReadOnlySpan<char> text);

        ref int Slot(int id);

        string Nothing();

        void Overloaded(int id);

        void Overloaded(string id);
    }

    [TestCase(0)]
    [TestCase(-5)]
    public void A_time_to_live_of_zero_or_less_is_a_problem(int seconds)
    {
        Assert.That(
            Problem(policies =>
                policies.Cached(s => s.Get(0, ""), policy => policy.Ttl(TimeSpan.FromSeconds(seconds)))
            ),
            Is.EqualTo(
                $"IStore.Get: A time to live of {seconds} s (fluent) is over at once. "
                    + "Write more than zero, or leave it out for the default."
            )
        );
        Assert.That(
            Problem(policies => policies.Defaults(all => all.Ttl(TimeSpan.FromSeconds(seconds)))),
            Does.StartWith($"IStore: A time to live of {seconds} s (fluent)")
        );
    }

    [CacheDefaults(TtlSeconds = -1, Prefix = "")]
    public interface IBadTimes
    {
        [Cached(TtlSeconds = 0)]
        int Zero();

        [Memoize(TtlSeconds = -0.5)]
        int Negative();

        [Cached(TtlSeconds = double.PositiveInfinity)]
        int Endless();

        [CacheAside("", TtlSeconds = 1e300)]
        int TooLong();
    }

    [Test]
    public void Bad_values_of_attributes_arrive_together()
    {
        Assert.That(
            Catalogs.Of<IBadTimes>().Problems.Select(problem => problem.ToString()),
            Is.EquivalentTo(
                new[]
                {
                    "IBadTimes: A time to live of -1 s ([CacheDefaults] on IBadTimes) is over at once. Write more than zero, or leave it out for the default.",
                    "IBadTimes: Prefix = \"\" ([CacheDefaults] on IBadTimes) is empty. Write a text, or leave it out for the default.",
                    "IBadTimes.Zero: A time to live of 0 s (attribute on IBadTimes.Zero) is over at once. Write more than zero, or leave it out for the default.",
                    "IBadTimes.Negative: A time to live of -0.5 s (attribute on IBadTimes.Negative) is over at once. Write more than zero, or leave it out for the default.",
                    "IBadTimes.Endless: TtlSeconds = Infinity (attribute on IBadTimes.Endless) is longer than a time can be. Write a number of seconds greater than zero, or leave it out.",
                    "IBadTimes.TooLong: TtlSeconds = 1E+300 (attribute on IBadTimes.TooLong) is longer than a time can be. Write a number of seconds greater than zero, or leave it out.",
                    "IBadTimes.TooLong: The key \"\" (attribute on IBadTimes.TooLong) is empty. Write a key, such as product:{id}.",
                }
            )
        );
    }

    [Test]
    public void A_skipped_parameter_that_does_not_exist_is_a_problem()
    {
        const string WayOut = "Name one of its parameters or its position: id (0), trace (1).";
        Assert.That(
            Problem(policies => policies.Cached(s => s.Get(0, ""), policy => policy.Skip("Trace"))),
            Is.EqualTo(
                $"IStore.Get: Skip names the parameter 'Trace' (fluent), which the method doesn't have. {WayOut}"
            )
        );
        Assert.That(
            Problem(policies => policies.Memoize(s => s.Get(0, ""), policy => policy.Skip(2))),
            Is.EqualTo($"IStore.Get: Skip names the parameter 2 (fluent), which the method doesn't have. {WayOut}")
        );
        Assert.That(
            Problem(policies => policies.Cached(s => s.Nothing(), policy => policy.Skip(-1))),
            Does.EndWith("it has none.")
        );
    }

    public interface IBadSkips
    {
        [Cached(SkipArguments = ["trace", 1.5, null!])]
        int Get(int id);

        [CacheAside("x", SkipArguments = ["id"])]
        int Aside(int id);
    }

    [Test]
    public void Skips_of_attributes_are_checked_one_by_one()
    {
        Assert.That(
            Catalogs.Of<IBadSkips>().Problems.Select(problem => problem.What),
            Is.EqualTo(
                new[]
                {
                    "Skip names the parameter 'trace' (attribute on IBadSkips.Get), which the method doesn't have.",
                    "Skip names the parameter 1.5 (attribute on IBadSkips.Get), which the method doesn't have.",
                    "Skip names the parameter null (attribute on IBadSkips.Get), which the method doesn't have.",
                    "SkipArguments (attribute on IBadSkips.Aside) does nothing in a cache-aside policy, whose key is what you write.",
                }
            )
        );
    }

    [TestCase(nameof(IStore.Save), "void")]
    [TestCase(nameof(IStore.SaveAsync), "Task")]
    [TestCase(nameof(IStore.SaveFastAsync), "ValueTask")]
    public void Caching_a_method_that_returns_nothing_is_a_problem_E14(string method, string returned)
    {
        Assert.That(
            Problem(policies => policies.Cached(method)),
            Is.EqualTo(
                $"IStore.{method}: Cached (fluent) can't work: the method returns {returned}: there is no result to cache. "
                    + "Take the policy off, or use InvalidateCache, which needs no result."
            )
        );
    }

    [Test]
    public void Caching_a_result_that_can_not_be_replayed_is_a_problem()
    {
        Assert.That(
            Problem(policies => policies.Memoize(s => s.Open(0))),
            Is.EqualTo(
                "IStore.Open: Memoize (fluent) can't work: the method returns Stream, which can't be handed out again: "
                    + "it is read once. Return the bytes, as byte[]."
            )
        );
    }

    [TestCase(nameof(IStore.ByReference), "Parameter 'ref int id' is passed by reference, and such")]
    [TestCase(nameof(IStore.TryGet), "Parameter 'out string name' is passed by reference, and such")]
    [TestCase(nameof(IStore.ByReadOnlyReference), "Parameter 'in int id' is passed by reference, and such")]
    [TestCase(nameof(IStore.Slice), "Parameter 'ReadOnlySpan<char> text' lives on the stack, which")]
    [TestCase(nameof(IStore.Slot), "It returns int&, a value that is passed by reference")]
    public void A_policy_on_a_method_that_passes_no_plain_values_is_a_problem(string method, string cause)
    {
        Assert.That(
            Problem(policies => policies.Cached(method)),
            Does.Contain(cause).And.Contain("Take the policy off")
        );
        Assert.That(
            Problem(policies => policies.InvalidateCache(method, policy => policy.Tags("x"))),
            Does.Contain(cause)
        );
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_store_that_keeps_nothing_is_a_problem_N6(int size)
    {
        Assert.That(
            Problem(policies => policies.Memoize(s => s.Get(0, ""), policy => policy.MaxSize(size))),
            Is.EqualTo(
                $"IStore.Get: MaxSize = {size} (fluent) keeps no result at all. Write one or more, or take the policy off."
            )
        );
    }

    [Test]
    public void Empty_texts_are_problems()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies
                .Cached(s => s.Get(0, ""), policy => policy.Prefix("").Backend(" ").Tags("ok", ""))
                .CacheAside(s => s.Nothing(), "")
                .InvalidateCache(s => s.Save(0), policy => policy.Tags("").Keys("").Pattern("").Prefix("").Backend(""))
                .Identity("")
        );

        Assert.That(
            catalog.Problems.Select(problem => $"{problem.Where}: {problem.What}"),
            Is.EquivalentTo(
                new[]
                {
                    "IStore.Get: Prefix = \"\" (fluent) is empty.",
                    "IStore.Get: Backend = \" \" (fluent) is empty.",
                    "IStore.Get: Tags (fluent) contains an empty text.",
                    "IStore.Nothing: The key \"\" (fluent) is empty.",
                    "IStore.Save: Tags (fluent) contains an empty text.",
                    "IStore.Save: Keys (fluent) contains an empty text.",
                    "IStore.Save: Pattern (fluent) contains an empty text.",
                    "IStore.Save: Prefix = \"\" (fluent) is empty.",
                    "IStore.Save: Backend = \"\" (fluent) is empty.",
                    "IStore: Identity = \"\" (fluent) is empty.",
                }
            )
        );
    }

    [Test]
    public void An_invalidation_of_nothing_is_a_problem() =>
        Assert.That(
            Problem(policies => policies.InvalidateCache(s => s.Save(0), policy => policy.Before())),
            Does.StartWith(
                "IStore.Save: InvalidateCache (fluent) names nothing to invalidate. Give it tags, keys, a pattern"
            )
        );

    [Test]
    public void A_selector_that_does_not_take_the_methods_parameters_is_a_problem()
    {
        const string WayOut = "Give the selector the first parameters of the method, in its order and with its types.";
        Assert.That(
            Problem(policies => policies.CacheAside(s => s.Get(0, ""), (string id) => $"x:{id}")),
            Is.EqualTo(
                $"IStore.Get: Parameter 1 of the key selector is string, but the method takes (int, string). {WayOut}"
            )
        );
        Assert.That(
            Problem(policies => policies.CacheAside(s => s.Nothing(), (string id) => $"x:{id}")),
            Is.EqualTo($"IStore.Nothing: Parameter 1 of the key selector is string, but the method takes (). {WayOut}")
        );
    }

    [Test]
    public void An_overload_is_named_with_its_parameters()
    {
        var catalog = Catalogs.Of<IStore>(policies => policies.Cached(nameof(IStore.Overloaded)));

        Assert.That(
            catalog.Problems.Select(problem => problem.Where),
            Is.EqualTo(new[] { "IStore.Overloaded(int)", "IStore.Overloaded(string)" })
        );
    }

    [Test]
    public void Problems_of_several_methods_arrive_together()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies
                .Cached("Missing")
                .Cached(s => s.Get(0, ""), policy => policy.Ttl(TimeSpan.Zero).Skip("x").When((int y) => true))
                .Memoize(s => s.Open(0), policy => policy.MaxSize(0))
                .InvalidateCache(s => s.Save(0), policy => policy.Entry(s => s.Get(0, Arg.Any<string>())))
        );

        Assert.That(
            catalog.Problems.Select(problem => problem.Where),
            Is.EqualTo(
                new[]
                {
                    "IStore",
                    "IStore.Get",
                    "IStore.Get",
                    "IStore.Get, When",
                    "IStore.Save, Entry",
                    "IStore.Open",
                    "IStore.Open",
                }
            )
        );
    }

    private static string Problem(Action<ServicePolicies<IStore>> configure) => Catalogs.Of(configure).Problem;
}
