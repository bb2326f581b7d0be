namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.2: once per load, on the caller's context, its failure unchanged, the cache's failure its own.</summary>
public sealed class BusinessCallTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private static void CacheAll(ServicePolicies<IShop> policies) =>
        policies
            .Cached(shop => shop.Number(default))
            .Cached(shop => shop.NumberAsync(default, default))
            .InvalidateCache(shop => shop.Change(default), policy => policy.Pattern("*"))
            .InvalidateCache(shop => shop.ChangeAsync(default, default!), policy => policy.Pattern("*"));

    [Test]
    public async Task S5_02_it_runs_on_the_callers_execution_context_H1([Values] bool outer)
    {
        using var backend = new OuterSyncBackend { Delay = static _ => Task.Run(static () => { }) };
        var seen = new List<string?>();
        var target = new Shop
        {
            OnNumber = _ => Note(1),
            OnNumberAsync = (_, _) => Task.FromResult(Note(2)),
            OnChange = _ => Note(3),
        };
        using var host = CacheHost.Of<IShop>(target, CacheAll, caching => Choose(caching, outer ? backend : null));
        var shop = host.Get<IShop>();

        using var mayBeCancelled = new CancellationTokenSource();
        Ambient.Value = "caller";
        shop.Number(1);
        await shop.NumberAsync(1, mayBeCancelled.Token);
        shop.Change(1);

        Assert.That(seen, Is.EqualTo(new[] { "caller", "caller", "caller" }));

        int Note(int result)
        {
            seen.Add(Ambient.Value);
            return result;
        }
    }

    [Test]
    public void S5_02_what_a_synchronous_call_puts_into_the_context_stays_there()
    {
        var target = new Shop
        {
            OnNumber = static _ =>
            {
                Ambient.Value = "set inside";
                return 1;
            },
        };
        using var host = CacheHost.Of<IShop>(target, CacheAll);
        Ambient.Value = "before";

        host.Get<IShop>().Number(1);

        Assert.That(Ambient.Value, Is.EqualTo("set inside"));
    }

    [Test]
    public async Task S5_02_it_runs_on_the_callers_stack_where_the_look_up_is_synchronous()
    {
        var gate = new Gate();
        var thread = 0;
        var target = new Shop
        {
            OnNumberAsync = async (_, _) =>
            {
                thread = Environment.CurrentManagedThreadId;
                await gate.PassAsync();
                return 1;
            },
        };
        using var host = CacheHost.Of<IShop>(target, CacheAll);

        var call = host.Get<IShop>().NumberAsync(1);
        Assert.That(thread, Is.EqualTo(Environment.CurrentManagedThreadId), "begun before the call returned");
        Assert.That(call.IsCompleted, Is.False);

        gate.Open();
        Assert.That(await call, Is.EqualTo(1));
    }

    [Test]
    public async Task S5_02_a_failing_backend_fails_no_call_and_repeats_none_E4([Values] bool onGet)
    {
        using var backend = new OuterSyncBackend
        {
            Fail = name => name == (onGet ? "get" : "set") ? new IOException("down") : null,
        };
        var target = new Shop();
        using var host = CacheHost.Of<IShop>(target, CacheAll, caching => Choose(caching, backend));
        var shop = host.Get<IShop>();

        Assert.That(shop.Number(1), Is.EqualTo(1));
        Assert.That(await shop.NumberAsync(1), Is.EqualTo(2));
        Assert.That(target.Calls, Is.EqualTo(2));
        Assert.That(host.Log.Count(line => line.StartsWith("1 ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task S5_02_a_business_failure_over_a_failing_backend_happens_once_N1()
    {
        using var backend = new OuterSyncBackend { Fail = static _ => new IOException("down") };
        var failure = new FormatException("of the business");
        var target = new Shop { OnNumber = _ => throw failure, OnNumberAsync = (_, _) => throw failure };
        using var host = CacheHost.Of<IShop>(target, CacheAll, caching => Choose(caching, backend));
        var shop = host.Get<IShop>();

        Assert.That(Assert.Catch(() => shop.Number(1)), Is.SameAs(failure));
        Assert.That(await Assert.CatchAsync(() => shop.NumberAsync(1)), Is.SameAs(failure));
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task S5_02_a_policy_that_throws_fails_no_call()
    {
        var target = new Shop();
        using var host = CacheHost.Of<IShop>(
            target,
            policies =>
                policies
                    .Cached(shop => shop.Number(default), p => p.When(bool (int id) => throw new FormatException()))
                    .Cached(
                        shop => shop.NumberAsync(default, default),
                        p => p.Unless(bool (int result) => throw new FormatException())
                    )
        );
        var shop = host.Get<IShop>();

        Assert.That(shop.Number(1), Is.EqualTo(1));
        Assert.That(await shop.NumberAsync(1), Is.EqualTo(2));
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    private static void Choose(CachingBuilder caching, OuterBackend? backend)
    {
        if (backend is not null)
        {
            caching.Use("outer", _ => backend);
        }
    }
}
