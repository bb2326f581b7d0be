namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.11 and 5.12: in memory callers share the object; time is the provider's.</summary>
public sealed class SharedReferenceTests
{
    public interface IProducts
    {
        [Cached]
        Product Find(int id);

        [Cached]
        Task<Product> FindAsync(int id);

        [Memoize]
        Product Known(int id);
    }

    private sealed class Products : IProducts
    {
        public Product Find(int id) => new() { Id = id };

        public Task<Product> FindAsync(int id) => Task.FromResult(Find(id));

        public Product Known(int id) => Find(id);
    }

    [Test]
    public async Task S5_11_every_caller_gets_the_same_object_E25()
    {
        using var host = CacheHost.Of<IProducts>(new Products());
        var products = host.Get<IProducts>();

        var (found, foundLater, known) = (products.Find(1), await products.FindAsync(1), products.Known(1));

        Assert.That(products.Find(1), Is.SameAs(found));
        Assert.That(await products.FindAsync(1), Is.SameAs(foundLater));
        Assert.That(products.Known(1), Is.SameAs(known));
    }

    [Test]
    public void S5_11_what_one_caller_changes_the_others_see_E25()
    {
        using var host = CacheHost.Of<IProducts>(new Products());
        var products = host.Get<IProducts>();

        products.Find(1).Name = "changed";

        Assert.That(products.Find(1).Name, Is.EqualTo("changed"), "documented, as every in-process cache does");
    }

    [Test]
    public void S5_12_time_is_that_of_the_provider()
    {
        using var host = CacheHost.Of<IProducts>(new Products());
        var products = host.Get<IProducts>();
        var first = products.Find(1);

        Assert.That(products.Find(1), Is.SameAs(first), "whatever the wall clock does");
        host.Time.Advance(TimeSpan.FromSeconds(300));
        Assert.That(products.Find(1), Is.Not.SameAs(first));
    }
}
