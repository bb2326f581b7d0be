namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.7: what was loaded before an invalidation is never served after it.</summary>
public sealed class FenceTests
{
    private const string Key = "cache:number:1";

    private static readonly string[] Ways =
    [
        "key",
        "tag",
        "result tag",
        "pattern",
        "clear",
        "set",
        "increment",
        "own key policy",
        "own tag policy",
        "own pattern policy",
        "entry policy",
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from backend in new[] { "memory", "outer" }
        from way in Ways
        select new TestCaseData(backend, way);

    [TestCaseSource(nameof(Cases))]
    public async Task S5_07_a_load_that_began_before_publishes_nothing_after(string backend, string way)
    {
        var gate = new Gate();
        var target = new Shop
        {
            OnNumberAsync = async (_, _) =>
            {
                await gate.PassAsync();
                return 42;
            },
        };
        using var host = CacheHost.Of<IShop>(
            target,
            policies => Policies(policies, way),
            caching => Use(caching, backend)
        );
        var shop = host.Get<IShop>();

        var before = shop.NumberAsync(1);
        await gate.Entered;
        await InvalidateAsync(host, shop, way);

        target.OnNumberAsync = null;
        var during = way is "set" or "increment" ? Task.FromResult(2) : shop.NumberAsync(1);
        if (way != "result tag")
        {
            Assert.That(await during, Is.EqualTo(2), "one who came after it loads for itself");
        }

        gate.Open();
        Assert.That(await before, Is.EqualTo(42), "one who came before it gets its value");
        Assert.That(await during, Is.EqualTo(2), "also where only the result told the tags");
        Assert.That(await shop.NumberAsync(1), Is.Not.EqualTo(42), "and nobody else does");
    }

    [Test]
    public async Task S5_07_what_does_not_concern_the_load_does_not_fence_it([Values("memory", "outer")] string backend)
    {
        var gate = new Gate();
        var target = new Shop
        {
            OnNumberAsync = async (_, _) =>
            {
                await gate.PassAsync();
                return 42;
            },
        };
        using var host = CacheHost.Of<IShop>(
            target,
            policies => Policies(policies, ""),
            caching => Use(caching, backend)
        );
        var shop = host.Get<IShop>();

        var load = shop.NumberAsync(1);
        await gate.Entered;
        await host.Cache.DeleteAsync("cache:number:2");
        await host.Cache.InvalidateTagsAsync(["number:2"]);
        await host.Cache.InvalidatePatternAsync("cache:text:*");
        gate.Open();
        await load;

        Assert.That(await shop.NumberAsync(1), Is.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    private static void Use(CachingBuilder caching, string backend)
    {
        if (backend == "outer")
        {
            caching.Use("outer", _ => new OuterSyncBackend());
        }
    }

    private static void Policies(ServicePolicies<IShop> policies, string way)
    {
        policies.CacheAside(
            shop => shop.NumberAsync(default, default),
            "number:{id}",
            policy => policy.Tags("number:{id}", "value:{result}")
        );
        if (!way.EndsWith("policy", StringComparison.Ordinal))
        {
            return;
        }

        policies.InvalidateCache(
            shop => shop.Change(default),
            policy =>
                _ = way switch
                {
                    "own key policy" => policy.Keys("number:{id}"),
                    "own tag policy" => policy.Tags("number:{id}"),
                    "own pattern policy" => policy.Pattern("cache:numb?r:{id}"),
                    _ => policy.Entry((int id) => shop => shop.NumberAsync(id, default)),
                }
        );
    }

    private static async Task InvalidateAsync(CacheHost host, IShop shop, string way)
    {
        switch (way)
        {
            case "key":
                await host.Cache.DeleteAsync(Key);
                break;
            case "tag":
                await host.Cache.InvalidateTagsAsync(["number:1"]);
                break;
            case "result tag":
                await host.Cache.InvalidateTagsAsync(["value:42"]);
                break;
            case "pattern":
                await host.Cache.InvalidatePatternAsync("cache:number:*");
                break;
            case "clear":
                await host.Cache.ClearAsync();
                break;
            case "set":
                await host.Cache.SetAsync(Key, 7);
                break;
            case "increment":
                await host.Cache.IncrementAsync(Key);
                break;
            default:
                shop.Change(1);
                break;
        }
    }
}
