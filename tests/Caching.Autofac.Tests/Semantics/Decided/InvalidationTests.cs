namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.4: after success, computed before the call, before it where the policy says so.</summary>
public sealed class InvalidationTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task S5_04_it_waits_for_the_task_to_complete_E3()
    {
        var gate = new Gate();
        var target = new Shop { OnChangeAsync = (_, product) => After(gate, product) };
        using var host = CacheHost.Of<IShop>(target, policies => Cached(policies, p => p.Tags("number:{id}")));
        var shop = host.Get<IShop>();
        shop.Number(1);

        var change = shop.ChangeAsync(1, new Product());
        await gate.Entered;
        shop.Number(1);
        Assert.That(target.Calls, Is.EqualTo(1), "still there while the write is under way");

        gate.Open();
        await change;
        shop.Number(1);
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task S5_04_a_fault_leaves_the_entry_E3()
    {
        var target = new Shop { OnChangeAsync = (_, _) => Task.FromException<Product>(new FormatException()) };
        using var host = CacheHost.Of<IShop>(target, policies => Cached(policies, p => p.Tags("number:{id}")));
        var shop = host.Get<IShop>();
        shop.Number(1);

        await Assert.CatchAsync(() => shop.ChangeAsync(1, new Product()));

        shop.Number(1);
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task S5_04_before_is_before_the_call_and_whatever_comes_of_it()
    {
        var target = new Shop { OnChangeAsync = (_, _) => Task.FromException<Product>(new FormatException()) };
        using var host = CacheHost.Of<IShop>(target, policies => Cached(policies, p => p.Tags("number:{id}").Before()));
        var shop = host.Get<IShop>();
        shop.Number(1);

        await Assert.CatchAsync(() => shop.ChangeAsync(1, new Product()));

        shop.Number(1);
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [Test]
    public void S5_04_before_is_seen_inside_the_call()
    {
        IShop? shop = null;
        var inside = 0;
        var target = new Shop { OnChange = id => inside = shop!.Number(id) };
        using var host = CacheHost.Of<IShop>(
            target,
            policies =>
                policies
                    .Cached(s => s.Number(default), p => p.Tags("number:{id}"))
                    .InvalidateCache(s => s.Change(default), p => p.Tags("number:{id}").Before())
        );
        shop = host.Get<IShop>();
        shop.Number(1);

        shop.Change(1);

        Assert.That(inside, Is.EqualTo(2));
    }

    [TestCase("tag")]
    [TestCase("key")]
    [TestCase("pattern")]
    [TestCase("entry")]
    public async Task S5_04_everything_is_computed_from_the_arguments_before_the_call_E10(string by)
    {
        var target = new Shop { OnChangeAsync = static (_, product) => Mutate(product) };
        using var host = CacheHost.Of<IShop>(target, policies => Named(policies, by));
        var shop = host.Get<IShop>();
        shop.Text(7);
        shop.Text(99);

        await shop.ChangeAsync(0, new Product { Id = 7, Name = "seven" });

        Assert.That(shop.Text(99), Is.EqualTo("text 2"), "the mutated one");
        Assert.That(shop.Text(7), Is.EqualTo("text 3"), "the one that was meant");
    }

    [TestCase("tag")]
    [TestCase("key")]
    [TestCase("pattern")]
    public async Task S5_04_a_template_that_mixes_argument_and_result_takes_the_argument_as_it_was_E10(string by)
    {
        var target = new Shop { OnChangeAsync = static (_, product) => Mutate(product) };
        using var host = CacheHost.Of<IShop>(
            target,
            policies =>
                policies
                    .CacheAside(s => s.Text(default), "text:{id}:x", p => p.Tags("text:{id}:x"))
                    .InvalidateCache(
                        s => s.ChangeAsync(default, default!),
                        p =>
                            _ = by switch
                            {
                                "tag" => p.Tags("text:{product.Id}:{result.Name}"),
                                "key" => p.Keys("text:{product.Id}:{result.Name}"),
                                _ => p.Pattern("cache:text:{product.Id}:{result.Name}"),
                            }
                    )
        );
        var shop = host.Get<IShop>();
        shop.Text(7);
        shop.Text(99);

        var result = await shop.ChangeAsync(0, new Product { Id = 7, Name = "seven" });
        Assert.That(result.Name, Is.EqualTo("x"), "the result is read after the call");

        Assert.That(shop.Text(99), Is.EqualTo("text 2"));
        Assert.That(shop.Text(7), Is.EqualTo("text 3"));
    }

    [Test]
    public async Task S5_04_the_result_names_what_it_invalidates()
    {
        var target = new Shop { OnChangeAsync = static (_, _) => Task.FromResult(new Product { Id = 7 }) };
        using var host = CacheHost.Of<IShop>(target, policies => Cached(policies, p => p.Tags("number:{result.Id}")));
        var shop = host.Get<IShop>();
        shop.Number(7);
        shop.Number(8);

        await shop.ChangeAsync(0, new Product());

        shop.Number(8);
        Assert.That(target.Calls, Is.EqualTo(2));
        shop.Number(7);
        Assert.That(target.Calls, Is.EqualTo(3));
    }

    private static void Cached(
        ServicePolicies<IShop> policies,
        Action<InvalidationPolicyBuilder<IShop>> invalidation
    ) =>
        policies
            .Cached(shop => shop.Number(default), policy => policy.Tags("number:{id}").Ttl(Hour))
            .InvalidateCache(shop => shop.ChangeAsync(default, default!), invalidation);

    private static void Named(ServicePolicies<IShop> policies, string by) =>
        policies
            .CacheAside(s => s.Text(default), "text:{id}", p => p.Tags("text:{id}"))
            .InvalidateCache(
                s => s.ChangeAsync(default, default!),
                p =>
                    _ = by switch
                    {
                        "tag" => p.Tags("text:{product.Id}"),
                        "key" => p.Keys("text:{product.Id}"),
                        "pattern" => p.Pattern("cache:text:{product.Id}"),
                        _ => p.Entry((int id, Product product) => s => s.Text(product.Id)),
                    }
            );

    private static async Task<Product> After(Gate gate, Product product)
    {
        await gate.PassAsync();
        return product;
    }

    private static Task<Product> Mutate(Product product)
    {
        product.Id = 99;
        product.Name = "x";
        return Task.FromResult(product);
    }
}
