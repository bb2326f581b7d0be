namespace Caching.Core.Tests.Policies;

/// <summary>Code, then the implementation's attribute, then the interface's, then the type's, then the container.</summary>
public sealed class PrecedenceTests
{
    [CacheDefaults(TtlSeconds = 5, Prefix = "interface-type", Backend = "interface-type", SharedAcrossInstances = true)]
    public interface IPrices
    {
        [Cached(
            TtlSeconds = 4,
            Prefix = "interface",
            Backend = "interface",
            Tags = ["interface"],
            SkipArguments = ["c"],
            CacheNull = true,
            FailClosed = true,
            When = nameof(InterfaceWhen),
            Unless = nameof(InterfaceUnless)
        )]
        string? Get(int a, int b, int c);

        [Cached]
        string Bare(int a);

        [Memoize(MaxSize = 4, TtlSeconds = 4)]
        string Remember(int a);

        [CacheAside("interface:{a}")]
        string Aside(int a);

        [InvalidateCache(Keys = ["x"], Pattern = "*")]
        void Drop();

        private static bool InterfaceWhen(int a) => a == 4;

        private static bool InterfaceUnless(string? result) => result == "interface";
    }

    [CacheDefaults(TtlSeconds = 3, Prefix = "class-type", Backend = "class-type", SharedAcrossInstances = false)]
    public sealed class Prices : IPrices
    {
        [Cached(
            TtlSeconds = 2,
            Prefix = "class",
            Backend = "class",
            Tags = ["class"],
            SkipArguments = [1],
            CacheNull = false,
            FailClosed = false,
            When = nameof(ClassWhen),
            Unless = nameof(ClassUnless)
        )]
        public string? Get(int a, int b, int c) => null;

        public string Bare(int a) => "";

        [Memoize(MaxSize = 128)]
        public string Remember(int a) => "";

        [CacheAside("class:{a}")]
        public string Aside(int a) => "";

        public void Drop() { }

        private static bool ClassWhen(int a) => a == 2;

        private static bool ClassUnless(string? result) => result == "class";
    }

    public class PlainPrices : IPrices
    {
        public string? Get(int a, int b, int c) => null;

        public string Bare(int a) => "";

        public string Remember(int a) => "";

        public string Aside(int a) => "";

        public void Drop() { }
    }

    [CacheDefaults(TtlSeconds = 3)]
    public sealed class PartlySaying : PlainPrices;

    [Test]
    public void Code_goes_before_every_attribute_in_every_setting()
    {
        var read = Catalogs
            .Of<IPrices, Prices>(policies =>
                policies.Cached(
                    p => p.Get(0, 0, 0),
                    policy =>
                        policy
                            .Ttl(TimeSpan.FromSeconds(1))
                            .Prefix("fluent")
                            .Backend("fluent")
                            .Tags("fluent")
                            .Skip(0)
                            .CacheNull()
                            .FailClosed()
                            .When((int a) => a == 1)
                            .Unless((string? result) => result == "fluent")
                )
            )
            .Read("Get");

        AssertLevel(read, "fluent", 1, 0, "fluent", cacheNull: true);
        Assert.That(Sources(read), Is.All.EqualTo("fluent"));
    }

    [Test]
    public void The_implementations_attribute_goes_before_the_interfaces_in_every_setting_E9()
    {
        var read = Catalogs.Of<IPrices, Prices>().Read("Get");

        AssertLevel(read, "class", 2, 1, "class", cacheNull: false);
        Assert.That(Sources(read), Is.All.EqualTo("attribute on Prices.Get"));
    }

    [Test]
    public void The_interfaces_attribute_goes_before_the_type_in_every_setting()
    {
        var read = Catalogs.Of<IPrices, PlainPrices>().Read("Get");

        AssertLevel(read, "interface", 4, 2, "interface", cacheNull: true);
        Assert.That(Sources(read), Is.All.EqualTo("attribute on IPrices.Get"));
    }

    [Test]
    public void Levels_merge_setting_by_setting()
    {
        var read = Catalogs
            .Of<IPrices, Prices>(policies => policies.Cached(p => p.Get(0, 0, 0), policy => policy.Prefix("fluent")))
            .Read("Get");

        Assert.That(read.Prefix, Is.EqualTo(new Setting<string>("fluent", "fluent")));
        Assert.That(read.Ttl.Source, Is.EqualTo("attribute on Prices.Get"));
        Assert.That(read.Source, Is.EqualTo("fluent"));
    }

    [Test]
    public void An_explicit_value_that_equals_the_default_counts_as_said_N6()
    {
        var read = Catalogs.Of<IPrices, Prices>().Read("Remember");

        Assert.That(read.MaxSize, Is.EqualTo(new Setting<int>(128, "attribute on Prices.Remember")));
        Assert.That(
            read.Ttl,
            Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(4), "attribute on IPrices.Remember"))
        );
    }

    [Test]
    public void The_nearest_key_of_a_cache_aside_policy_counts()
    {
        var fluent = Catalogs.Of<IPrices, Prices>(policies => policies.CacheAside(p => p.Aside(0), "fluent:{a}"));

        Assert.That(fluent.Read("Aside").KeyTemplate, Is.EqualTo(new Setting<string?>("fluent:{a}", "fluent")));
        Assert.That(
            Catalogs.Of<IPrices, Prices>().Read("Aside").KeyTemplate,
            Is.EqualTo(new Setting<string?>("class:{a}", "attribute on Prices.Aside"))
        );
    }

    [Test]
    public void A_selector_replaces_a_template_below_it_and_the_other_way_round()
    {
        var selector = Catalogs.Of<IPrices, Prices>(policies =>
            policies.CacheAside(p => p.Aside(0), (int a) => $"s:{a}")
        );

        Assert.That(selector.Read("Aside").KeyTemplate.Value, Is.Null);
        Assert.That(selector.Read("Aside").Key.Source, Is.EqualTo("fluent"));
        Assert.That(Catalogs.Of<IPrices, Prices>().Read("Aside").Key.Value, Is.Null);
    }

    [Test]
    public void Another_kind_at_a_higher_level_replaces_the_policy()
    {
        var read = Catalogs.Of<IPrices, Prices>(policies => policies.Memoize(p => p.Get(0, 0, 0))).Read("Get");

        Assert.That(read.Kind, Is.EqualTo(ReadPolicyKind.Memoize));
        Assert.That(read.CacheNull, Is.EqualTo(new Setting<bool>(false, "built in")));
        Assert.That(read.When.Value, Is.Null);
    }

    [Test]
    public void A_policy_is_fail_open_unless_something_else_is_said()
    {
        Assert.That(
            Catalogs.Of<IPrices, Prices>().Read("Bare").FailClosed,
            Is.EqualTo(new Setting<bool>(false, "built in"))
        );
        Assert.That(
            Catalogs
                .Of<IPrices, Prices>(policies => policies.Cached(p => p.Bare(0), policy => policy.FailClosed(false)))
                .Read("Bare")
                .FailClosed,
            Is.EqualTo(new Setting<bool>(false, "fluent"))
        );
    }

    public interface IOnly
    {
        [Cached]
        int Get();

        int Other();
    }

    [Test]
    public void A_method_without_a_policy_is_not_in_the_table()
    {
        Assert.That(Catalogs.Of<IOnly>().Table.Methods.Keys.Select(method => method.Name), Is.EqualTo(new[] { "Get" }));
    }

    private static void AssertLevel(
        ReadPolicy read,
        string text,
        int seconds,
        int skipped,
        string result,
        bool cacheNull
    )
    {
        Assert.That(read.Ttl.Value, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(read.Prefix.Value, Is.EqualTo(text));
        Assert.That(read.Backend.Value, Is.EqualTo(text));
        Assert.That(read.Tags.Value, Is.EqualTo(new[] { text }));
        Assert.That(read.Skipped.Value, Is.EquivalentTo(new[] { skipped }));
        Assert.That(read.CacheNull.Value, Is.EqualTo(cacheNull));
        Assert.That(read.FailClosed.Value, Is.EqualTo(cacheNull), "written beside it at every level");
        Assert.That(read.When.Value!([seconds, 0, 0]), Is.True);
        Assert.That(read.When.Value([0, 0, 0]), Is.False);
        Assert.That(read.Unless.Value!(result, [0, 0, 0]), Is.True);
        Assert.That(read.Unless.Value("", [0, 0, 0]), Is.False);
    }

    private static string[] Sources(ReadPolicy read) =>
        [
            read.Source,
            read.Ttl.Source,
            read.Prefix.Source,
            read.Backend.Source,
            read.Tags.Source,
            read.Skipped.Source,
            read.CacheNull.Source,
            read.FailClosed.Source,
            read.When.Source,
            read.Unless.Source,
        ];
}
