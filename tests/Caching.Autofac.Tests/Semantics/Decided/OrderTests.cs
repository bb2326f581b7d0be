using Autofac;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.10: invalidate before, read through, call, invalidate after; and what runs on a hit.</summary>
public sealed class OrderTests
{
    [Test]
    public async Task S5_10_before_then_look_up_then_call_then_after([Values] bool isAsync)
    {
        using var backend = new OuterSyncBackend();
        var target = new Shop { OnNumber = _ => Called(1), OnNumberAsync = (_, _) => Task.FromResult(Called(1)) };
        using var host = CacheHost.Of<IShop>(target, Everything, caching => caching.Use("outer", _ => backend));

        await CallAsync(host.Get<IShop>(), isAsync);

        Assert.That(backend.Operations, Is.EqualTo(new[] { "tag", "get", "call", "pattern", "set" }));

        int Called(int result)
        {
            backend.Operations.Enqueue("call");
            return result;
        }
    }

    [Test]
    public async Task S5_10_a_hit_runs_neither_the_call_nor_what_comes_after_it([Values] bool isAsync)
    {
        using var backend = new OuterSyncBackend();
        var target = new Shop();
        using var host = CacheHost.Of<IShop>(target, Everything, caching => caching.Use("outer", _ => backend));
        var key = isAsync
            ? host.Keys.For<IShop>(shop => shop.NumberAsync(1, default))
            : host.Keys.For<IShop>(shop => shop.Number(1));
        await host.Cache.SetAsync(key, 7);
        backend.Operations.Clear();

        Assert.That(await CallAsync(host.Get<IShop>(), isAsync), Is.EqualTo(7));

        Assert.That(backend.Operations, Is.EqualTo(new[] { "tag", "get" }));
        Assert.That(target.Calls, Is.Zero);
    }

    [Test]
    public void S5_10_a_decorator_is_outside_and_runs_on_every_call()
    {
        var target = new Shop();
        using var host = new CacheHost(builder =>
        {
            builder
                .RegisterInstance<object>(target)
                .As<IShop>()
                .EnableCaching((ServicePolicies<IShop> policies) => policies.Cached(shop => shop.Number(default)));
            builder.RegisterDecorator<Audit, IShop>();
        });
        var shop = host.Get<IShop>();

        shop.Number(1);
        shop.Number(1);

        Assert.That(shop, Is.InstanceOf<Audit>());
        Assert.That(((Audit)shop).Seen, Is.EqualTo(2));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public void S5_10_what_is_inside_the_registration_runs_on_a_miss_only()
    {
        var audit = new Audit(new Shop());
        using var host = new CacheHost(builder =>
            builder
                .Register<IShop>(_ => audit)
                .EnableCaching((ServicePolicies<IShop> policies) => policies.Cached(shop => shop.Number(default)))
        );
        var shop = host.Get<IShop>();

        shop.Number(1);
        shop.Number(1);

        Assert.That(audit.Seen, Is.EqualTo(1));
    }

    private static void Everything(ServicePolicies<IShop> policies) =>
        policies
            .Cached(shop => shop.Number(default))
            .InvalidateCache(shop => shop.Number(default), policy => policy.Pattern("*:after"))
            .InvalidateCache(shop => shop.Number(default), policy => policy.Tags("before").Before())
            .Cached(shop => shop.NumberAsync(default, default))
            .InvalidateCache(shop => shop.NumberAsync(default, default), policy => policy.Pattern("*:after"))
            .InvalidateCache(shop => shop.NumberAsync(default, default), policy => policy.Tags("before").Before())
            .CacheAside(shop => shop.Text(default), "{id}:after");

    private static async Task<int> CallAsync(IShop shop, bool isAsync) =>
        isAsync ? await shop.NumberAsync(1) : shop.Number(1);

    /// <summary>Stands for authorisation or auditing: it has to see every call.</summary>
    private sealed class Audit(IShop inner) : IShop
    {
        public int Seen { get; private set; }

        public int Number(int id)
        {
            Seen++;
            return inner.Number(id);
        }

        public Task<int> NumberAsync(int id, CancellationToken token = default) => inner.NumberAsync(id, token);

        public string? Text(int id) => inner.Text(id);

        public Task<string?> TextAsync(int id) => inner.TextAsync(id);

        public ValueTask<int> PooledAsync(int id) => inner.PooledAsync(id);

        public void Change(int id) => inner.Change(id);

        public Task<Product> ChangeAsync(int id, Product product) => inner.ChangeAsync(id, product);
    }
}
