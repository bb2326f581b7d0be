namespace Caching.Core.Tests.Policies;

/// <summary>Attributes are found wherever the method that runs, or the contract, is declared.</summary>
public sealed class AttributePlacementTests
{
    public interface IReader<out T>
    {
        [Cached(TtlSeconds = 1)]
        T Read(int id);
    }

    public interface IWriter
    {
        [InvalidateCache(Tags = ["one"])]
        [InvalidateCache(Tags = ["two"])]
        void Write(int id);
    }

    public interface ICatalog : IReader<string>, IWriter
    {
        string Name { get; }

        string Plain(int id);

        [Cached(TtlSeconds = 2)]
        string Defaulted(int id) => "";

        [Cached(TtlSeconds = 2)]
        string Overridden(int id) => "";

        string Explicit(int id);

        T Generic<T>(T id);

        [Cached(TtlSeconds = 1)]
        string Get(int id);

        [Cached(TtlSeconds = 2)]
        string Get(string id);

        string Get(long id);
    }

    public interface IArchive : IReader<string>;

    public abstract class Base
    {
        [Cached(TtlSeconds = 7)]
        public string Plain(int id) => "";

        [Cached(TtlSeconds = 8, Prefix = "base")]
        public virtual string Get(int id) => "";
    }

    public sealed class Catalog : Base, ICatalog, IArchive
    {
        [Memoize]
        public string Name => "";

        public string Read(int id) => "";

        [InvalidateCache(Tags = ["three"])]
        public void Write(int id) { }

        [Cached(TtlSeconds = 3)]
        public string Overridden(int id) => "";

        [Cached(TtlSeconds = 4)]
        string ICatalog.Explicit(int id) => "";

        [Cached(TtlSeconds = 5)]
        public T Generic<T>(T id) => id;

        [Cached(TtlSeconds = 9)]
        public override string Get(int id) => "";

        public string Get(string id) => "";

        public string Get(long id) => "";
    }

    private static readonly Catalogs Sut = Catalogs.Of<ICatalog, Catalog>();

    [Test]
    public void An_attribute_on_the_implementation_is_honoured_E9() =>
        AssertTtl(Sut.Read("Overridden"), 3, "attribute on Catalog.Overridden");

    [Test]
    public void An_attribute_on_an_inherited_implementation_is_honoured() =>
        AssertTtl(Sut.Read("Plain"), 7, "attribute on Base.Plain");

    [Test]
    public void An_attribute_on_an_explicit_implementation_is_honoured() =>
        AssertTtl(Sut.Read("Explicit"), 4, "attribute on Catalog.Explicit");

    [Test]
    public void An_attribute_on_a_default_interface_method_is_honoured() =>
        AssertTtl(Sut.Read("Defaulted"), 2, "attribute on ICatalog.Defaulted");

    [Test]
    public void An_attribute_on_an_inherited_interface_is_honoured() =>
        AssertTtl(Sut.Read("Read"), 1, "attribute on IReader<string>.Read");

    [Test]
    public void An_attribute_on_a_property_is_its_getters()
    {
        var name = Sut.Read("get_Name");

        Assert.That(name.Kind, Is.EqualTo(ReadPolicyKind.Memoize));
        Assert.That(name.Source, Is.EqualTo("attribute on Catalog.Name"));
    }

    [Test]
    public void A_generic_method_stands_in_the_table_by_its_definition()
    {
        var generic = Sut.Method<ICatalog>(catalog => catalog.Generic(1));

        Assert.That(generic.Method.IsGenericMethodDefinition, Is.True);
        AssertTtl(generic.Read!, 5, "attribute on Catalog.Generic");
    }

    [Test]
    public void Overloads_have_policies_of_their_own()
    {
        AssertTtl(Sut.Method<ICatalog>(catalog => catalog.Get("")).Read!, 2, "attribute on ICatalog.Get");
        Assert.That(
            Sut.Table.Methods.Keys,
            Has.None.EqualTo(typeof(ICatalog).GetMethod(nameof(ICatalog.Get), [typeof(long)]))
        );
    }

    [Test]
    public void An_override_merges_with_what_it_overrides_and_with_the_interface()
    {
        var get = Sut.Method<ICatalog>(catalog => catalog.Get(1)).Read!;

        AssertTtl(get, 9, "attribute on Catalog.Get");
        Assert.That(get.Prefix, Is.EqualTo(new Setting<string>("base", "attribute on Base.Get")));
    }

    [Test]
    public void Several_invalidations_on_one_method_add_up_over_all_levels_E8()
    {
        var catalog = Catalogs.Of<ICatalog, Catalog>(policies =>
            policies
                .InvalidateCache(c => c.Write(0), policy => policy.Tags("four"))
                .InvalidateCache(nameof(ICatalog.Write), policy => policy.Tags("five"))
        );

        Assert.That(
            catalog.Method("Write").Invalidations.SelectMany(policy => policy.Tags),
            Is.EquivalentTo(new[] { "one", "two", "three", "four", "five" })
        );
        Assert.That(catalog.Problems, Is.Empty);
    }

    [Test]
    public void A_method_that_two_contracts_inherit_is_one_method()
    {
        var catalog = Catalogs.Of(typeof(Catalog), typeof(ICatalog), typeof(IArchive));

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Table.Methods.Keys.Count(method => method.Name == "Read"), Is.EqualTo(1));
    }

    public interface IDerived : IBaseWithDefault
    {
        [Cached(TtlSeconds = 6)]
        string IBaseWithDefault.Get(int id) => "derived";
    }

    public interface IBaseWithDefault
    {
        [Cached(TtlSeconds = 1)]
        string Get(int id) => "base";
    }

    public sealed class Derived : IDerived;

    [Test]
    public void An_interface_that_overrides_a_default_method_is_its_implementation()
    {
        AssertTtl(Catalogs.Of<IDerived, Derived>().Read("Get"), 6, "attribute on IDerived.Get");
    }

    [Test]
    public void An_unknown_implementation_leaves_the_interfaces_attributes()
    {
        AssertTtl(Catalogs.Of<ICatalog>().Read("Overridden"), 2, "attribute on ICatalog.Overridden");
    }

    [Test]
    public void A_variant_interface_is_found_under_other_type_arguments()
    {
        var catalog = Catalogs.Of(typeof(VariantReader), typeof(IReader<object>));

        AssertTtl(catalog.Read("Read"), 11, "attribute on VariantReader.Read");
    }

    public sealed class VariantReader : IReader<string>
    {
        [Cached(TtlSeconds = 11)]
        public string Read(int id) => "";
    }

    public interface IRepo<T>
    {
        T Get(int id);
    }

    public sealed class Repo<T> : IRepo<T>
        where T : class
    {
        [Cached(When = nameof(IsWanted))]
        T IRepo<T>.Get(int id) => null!;

        private static bool IsWanted(int id) => id > 0;
    }

    [Test]
    public void A_closed_generic_service_is_a_service_like_any_other()
    {
        var read = Catalogs.Of<IRepo<string>, Repo<string>>().Read("Get");

        Assert.That(read.Source, Is.EqualTo("attribute on Repo<string>.Get"));
        Assert.That(read.When.Value!([1]), Is.True);
        Assert.That(read.When.Value([0]), Is.False);
    }

    public interface IHidden
    {
        [InvalidateCache(Tags = ["written"])]
        int Value { set; }

        [Cached]
        int this[int index] { get; }

        [Cached]
        private int Helper(int id) => id;

        [Cached]
        static int Shared(int id) => id;
    }

    [Test]
    public void Setters_without_getter_and_indexers_count_and_helpers_do_not()
    {
        var catalog = Catalogs.Of<IHidden>();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(
            catalog.Table.Methods.Keys.Select(method => method.Name),
            Is.EquivalentTo(new[] { "set_Value", "get_Item" })
        );
    }

    private static void AssertTtl(ReadPolicy read, int seconds, string source) =>
        Assert.That(read.Ttl, Is.EqualTo(new Setting<TimeSpan?>(TimeSpan.FromSeconds(seconds), source)));
}
