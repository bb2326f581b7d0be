using System.Threading.Tasks.Sources;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.8: what failed isn't stored, and what the target returned isn't either: its value is.</summary>
public sealed class FinishTests
{
    [Test]
    public async Task S5_08_a_pooled_value_task_is_awaited_once_E5([Values("cached", "aside", "memoize")] string kind)
    {
        var source = new Once();
        var target = new Shop { OnPooled = _ => new ValueTask<int>(source, 0) };
        using var host = CacheHost.Of<IShop>(target, policies => Read(policies, kind));
        var shop = host.Get<IShop>();

        Assert.That(await shop.PooledAsync(1), Is.EqualTo(42));
        Assert.That(await shop.PooledAsync(1), Is.EqualTo(42));
        Assert.That(source.Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task S5_08_a_hit_is_not_the_task_of_the_target_E5()
    {
        var own = Task.FromResult(42);
        var target = new Shop { OnNumberAsync = (_, _) => own };
        using var host = CacheHost.Of<IShop>(target, policies => policies.Cached(s => s.NumberAsync(default, default)));
        var shop = host.Get<IShop>();
        await shop.NumberAsync(1);

        var hit = shop.NumberAsync(1);

        Assert.That(hit, Is.Not.SameAs(own));
        Assert.That(hit.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task S5_08_a_load_that_somebody_else_cancelled_fails_its_joiners_and_is_not_stored()
    {
        var gate = new Gate();
        var target = new Shop
        {
            OnNumberAsync = async (_, _) =>
            {
                await gate.PassAsync();
                throw new OperationCanceledException("of the business");
            },
        };
        using var host = CacheHost.Of<IShop>(target, policies => policies.Cached(s => s.NumberAsync(default, default)));
        var shop = host.Get<IShop>();

        Task<int>[] calls = [shop.NumberAsync(1), shop.NumberAsync(1)];
        await gate.Entered;
        gate.Open();
        foreach (var call in calls)
        {
            var thrown = await Assert.CatchAsync(() => call);
            Assert.That(thrown, Is.InstanceOf<OperationCanceledException>().With.Message.EqualTo("of the business"));
        }

        target.OnNumberAsync = null;
        Assert.That(await shop.NumberAsync(1), Is.EqualTo(2));
    }

    private static void Read(ServicePolicies<IShop> policies, string kind) =>
        _ = kind switch
        {
            "cached" => policies.Cached(shop => shop.PooledAsync(default)),
            "aside" => policies.CacheAside(shop => shop.PooledAsync(default), (int id) => $"pooled:{id}"),
            _ => policies.Memoize(shop => shop.PooledAsync(default)),
        };

    private sealed class Once : IValueTaskSource<int>
    {
        public int Taken { get; private set; }

        public int GetResult(short token) => ++Taken == 1 ? 42 : throw new InvalidOperationException("Taken twice.");

        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(
            Action<object?> continuation,
            object? state,
            short token,
            ValueTaskSourceOnCompletedFlags flags
        ) => continuation(state);
    }
}
