using static Caching.Core.Tests.Policies.PrecedenceTests;

namespace Caching.Core.Tests.Policies;

/// <summary>What a service's code, its types and the container say where a method says nothing.</summary>
public sealed class ServiceDefaultsTests
{
    [Test]
    public void Code_for_the_service_goes_before_its_types()
    {
        var read = Catalogs
            .Of<IPrices, Prices>(policies =>
                policies.Defaults(all => all.Ttl(TimeSpan.FromSeconds(1)).Prefix("fluent").Backend("fluent"))
            )
            .Read("Bare");

        AssertDefaults(read, 1, "fluent", "fluent");
    }

    [Test]
    public void The_implementations_defaults_go_before_the_interfaces()
    {
        AssertDefaults(Catalogs.Of<IPrices, Prices>().Read("Bare"), 3, "class-type", "[CacheDefaults] on Prices");
    }

    [Test]
    public void The_interfaces_defaults_go_before_the_containers()
    {
        var catalog = Catalogs.Of<IPrices>() with { Defaults = Container };

        AssertDefaults(catalog.Read("Bare"), 5, "interface-type", "[CacheDefaults] on IPrices");
    }

    [Test]
    public void Type_defaults_merge_setting_by_setting()
    {
        var read = Catalogs.Of<IPrices, PartlySaying>().Read("Bare");

        Assert.That(
            read.Ttl,
            Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(3), "[CacheDefaults] on PartlySaying"))
        );
        Assert.That(read.Prefix.Source, Is.EqualTo("[CacheDefaults] on IPrices"));
    }

    [Test]
    public void The_containers_defaults_go_before_the_built_in_ones()
    {
        var catalog = Catalogs.Of<IOnly>() with { Defaults = Container };

        AssertDefaults(catalog.Read("Get"), 6, "container", "container");
    }

    [Test]
    public void What_nobody_says_is_built_in()
    {
        var read = Catalogs.Of<IOnly>().Read("Get");

        Assert.That(read.Ttl, Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(300), "built in")));
        Assert.That(read.Prefix, Is.EqualTo(new Setting<string>("cache", "built in")));
        Assert.That(read.Backend, Is.EqualTo(new Setting<string?>(null, "built in")));
        Assert.That(read.Tags.Value, Is.Empty);
        Assert.That(read.Skipped.Value, Is.Empty);
    }

    [Test]
    public void A_memoized_result_takes_no_time_to_live_from_the_type()
    {
        var catalog = Catalogs.Of<IPrices, PlainPrices>(policies => policies.Memoize(p => p.Bare(0)));

        Assert.That(catalog.Read("Bare").Ttl.Value, Is.Null);
    }

    [Test]
    public void Keys_of_an_invalidation_take_the_prefix_of_the_service_and_patterns_none()
    {
        var drop = Catalogs.Of<IPrices, Prices>().Method("Drop").Invalidations.Single();

        Assert.That(drop.KeyPrefix, Is.EqualTo(new Setting<string>("class-type", "[CacheDefaults] on Prices")));
        Assert.That(drop.PatternPrefix, Is.Null);
        Assert.That(drop.Backend.Value, Is.EqualTo("class-type"));
    }

    [Test]
    public void Sharing_across_instances_follows_the_same_order()
    {
        Assert.That(
            Catalogs.Of<IPrices, Prices>(policies => policies.SharedAcrossInstances()).Table.SharedAcrossInstances,
            Is.EqualTo(new Setting<bool>(true, "fluent"))
        );
        Assert.That(
            Catalogs.Of<IPrices, Prices>().Table.SharedAcrossInstances,
            Is.EqualTo(new Setting<bool>(false, "[CacheDefaults] on Prices"))
        );
        Assert.That(
            Catalogs.Of<IPrices, PlainPrices>().Table.SharedAcrossInstances,
            Is.EqualTo(new Setting<bool>(true, "[CacheDefaults] on IPrices"))
        );
        Assert.That(Catalogs.Of<IOnly>().Table.SharedAcrossInstances.Source, Is.EqualTo("built in"));
    }

    [Test]
    public void The_identity_is_what_code_says()
    {
        var catalog = Catalogs.Of<IOnly>(policies => policies.Identity("prices"));

        Assert.That(catalog.Table.Identity, Is.EqualTo(new Setting<string?>("prices", "fluent")));
        Assert.That(Catalogs.Of<IOnly>().Table.Identity.Value, Is.Null);
    }

    private static ContainerDefaults Container { get; } =
        new()
        {
            Ttl = TimeSpan.FromSeconds(6),
            Prefix = "container",
            Backend = "container",
        };

    private static void AssertDefaults(ReadPolicy read, int seconds, string text, string source)
    {
        Assert.That(read.Ttl, Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(seconds), source)));
        Assert.That(read.Prefix, Is.EqualTo(new Setting<string>(text, source)));
        Assert.That(read.Backend, Is.EqualTo(new Setting<string?>(text, source)));
    }

    public interface IRoot
    {
        int Read();
    }

    [CacheDefaults(TtlSeconds = 1, Prefix = "wide")]
    public interface IWide : IRoot
    {
        int Look();
    }

    [CacheDefaults(TtlSeconds = 2)]
    public interface INarrow : IWide;

    [Test]
    public void An_heirs_defaults_go_before_those_of_what_it_inherits_setting_by_setting()
    {
        var catalog = Catalogs.Of<INarrow>(policies => policies.Cached(n => n.Read()));

        var read = catalog.Read("Read");
        Assert.That(
            read.Ttl,
            Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(2), "[CacheDefaults] on INarrow"))
        );
        Assert.That(read.Prefix, Is.EqualTo(new Setting<string>("wide", "[CacheDefaults] on IWide")));
    }

    public interface ISecond
    {
        [Cached]
        int Second();
    }

    [Test]
    public void A_typed_block_speaks_of_its_service_only()
    {
        var first = new ServicePolicies<IOnly>();
        first.Defaults(all => all.Prefix("first")).VaryBy<string>(text => text.Length);
        var catalog = new Catalogs
        {
            Description = new()
            {
                Contracts = [typeof(IOnly), typeof(ISecond)],
                Implementation = typeof(IOnly),
                Fluent = [first],
            },
        };

        Assert.That(catalog.Read("Get").Prefix.Value, Is.EqualTo("first"));
        Assert.That(catalog.Method("Get").VaryBy, Has.Count.EqualTo(1));
        Assert.That(catalog.Read("Second").Prefix.Value, Is.EqualTo("cache"));
        Assert.That(catalog.Method("Second").VaryBy, Is.Empty);
    }
}
