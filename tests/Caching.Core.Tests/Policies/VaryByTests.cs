namespace Caching.Core.Tests.Policies;

/// <summary>Values that are no argument but part of the key.</summary>
public sealed class VaryByTests
{
    public interface INamed
    {
        string Name { get; }
    }

    public interface ITenant : INamed
    {
        int Id { get; }

        User? User { get; }
    }

    public sealed record User(string Culture);

    public sealed record Tenant(int Id, User? User, string Name) : ITenant;

    [VaryBy(typeof(ITenant), nameof(ITenant.Id))]
    public interface IStore
    {
        [Cached]
        [VaryBy(typeof(ITenant), nameof(ITenant.Name))]
        [VaryBy(typeof(ITenant), nameof(ITenant.Id))]
        string Get(int id);

        [Memoize]
        string Other(int id);

        [InvalidateCache(Tags = ["x"])]
        void Save(int id);
    }

    [VaryBy(typeof(User), nameof(User.Culture))]
    public sealed class Store : IStore
    {
        public string Get(int id) => "";

        [VaryBy(typeof(ITenant), nameof(ITenant.User))]
        public string Other(int id) => "";

        public void Save(int id) { }
    }

    [Test]
    public void Container_service_and_method_add_up_and_each_value_counts_once()
    {
        var catalog = Catalogs.Of<IStore, Store>(policies =>
            policies
                .VaryBy<ITenant>(tenant => tenant.User!.Culture)
                .Cached(s => s.Get(0), policy => policy.VaryBy<ITenant>(tenant => tenant.Id + 1))
        ) with
        {
            Defaults = new() { VaryBy = [VaryBySources.From<Tenant>(tenant => tenant.Name, PolicySources.Container)] },
        };

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(
            catalog.Method("Get").VaryBy.Select(source => $"{source.Name} by {source.Source}"),
            Is.EqualTo(
                new[]
                {
                    "Tenant.Name by container",
                    "ITenant.User.Culture by fluent",
                    "User.Culture by [VaryBy] on Store",
                    "ITenant.Id by [VaryBy] on IStore",
                    "ITenant.(tenant.Id + 1) by fluent",
                    "ITenant.Name by attribute on IStore.Get",
                }
            )
        );
        Assert.That(
            catalog.Method("Other").VaryBy.Select(source => source.Name),
            Is.EqualTo(new[] { "Tenant.Name", "ITenant.User.Culture", "User.Culture", "ITenant.Id", "ITenant.User" })
        );
    }

    [Test]
    public void A_method_that_is_not_cached_varies_by_nothing()
    {
        Assert.That(Catalogs.Of<IStore, Store>().Method("Save").VaryBy, Is.Empty);
    }

    [Test]
    public void Values_are_read_with_their_declared_type()
    {
        var tenant = new Tenant(7, new("de"), "acme");
        var fluent = VaryBySources.From<ITenant>(t => t.Id, "fluent");
        var widened = VaryBySources.From<ITenant>(t => (long)t.Id, "fluent");
        var attribute = Catalogs.Of<IStore>().Method("Get").VaryBy;

        Assert.That(fluent.ValueType, Is.EqualTo(typeof(int)));
        Assert.That(fluent.ContextType, Is.EqualTo(typeof(ITenant)));
        Assert.That(fluent.Read(tenant), Is.EqualTo(7));
        Assert.That(widened.ValueType, Is.EqualTo(typeof(long)));
        Assert.That(widened.Read(tenant), Is.TypeOf<long>());
        Assert.That(attribute.Select(source => source.Read(tenant)), Is.EqualTo(new object[] { 7, "acme" }));
        Assert.That(attribute.Select(source => source.ValueType), Is.EqualTo(new[] { typeof(int), typeof(string) }));
    }

    [VaryBy(typeof(ITenant), "Missing")]
    public interface IBad
    {
        [Cached]
        [VaryBy(typeof(Static), nameof(Static.Now))]
        string Get(int id);

        [VaryBy(typeof(ITenant), nameof(ITenant.Id))]
        string Plain(int id);
    }

    public sealed class Static
    {
        public static string Now => "";
    }

    [Test]
    public void A_property_that_can_not_be_read_and_a_method_that_is_not_cached_are_problems()
    {
        Assert.That(
            Catalogs.Of<IBad>().Problems.Select(problem => problem.ToString()),
            Is.EquivalentTo(
                new[]
                {
                    "IBad: [VaryBy] ([VaryBy] on IBad) reads 'Missing' of ITenant, which has no public instance property "
                        + "of that name. Name a property with nameof, such as [VaryBy(typeof(ITenant), nameof(ITenant.Id))].",
                    "IBad.Get: [VaryBy] (attribute on IBad.Get) reads 'Now' of Static, which has no public instance "
                        + "property of that name. Name a property with nameof, such as "
                        + "[VaryBy(typeof(ITenant), nameof(ITenant.Id))].",
                    "IBad.Plain: [VaryBy] (attribute on IBad.Plain) does nothing on a method that isn't cached. "
                        + "Take it off, or give the method a Cached, CacheAside or Memoize policy.",
                }
            )
        );
    }

    [Test]
    public void Computed_values_of_equal_text_stay_apart()
    {
        var sources = new[] { 1, 2 }
            .Select(offset => VaryBySources.From<ITenant>(tenant => tenant.Id + offset, "fluent"))
            .ToList();

        Assert.That(sources[0].Name, Is.EqualTo(sources[1].Name));
        Assert.That(VaryBySources.Distinct(sources), Has.Count.EqualTo(2));
    }
}
