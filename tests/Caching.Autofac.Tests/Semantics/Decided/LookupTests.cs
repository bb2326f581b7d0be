namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.1: a hit or a miss is a type, never null.</summary>
public sealed class LookupTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task S5_01_a_null_is_a_hit_only_where_the_policy_stores_nulls(bool cacheNull)
    {
        var target = new Shop { OnText = static _ => null };
        using var host = CacheHost.Of<IShop>(
            target,
            policies => policies.Cached(shop => shop.TextAsync(default), policy => policy.CacheNull(cacheNull))
        );

        await host.Get<IShop>().TextAsync(1);
        var key = host.Keys.For<IShop>(shop => shop.TextAsync(1));
        var lookup = await host.Cache.GetAsync<string?>(key);

        Assert.That(lookup.IsHit, Is.EqualTo(cacheNull));
        Assert.That(lookup.Value, Is.Null);
        Assert.That(await host.Cache.ExistsAsync(key), Is.EqualTo(cacheNull));
    }

    [Test]
    public void S5_01_zero_and_the_empty_string_are_values()
    {
        var target = new Shop { OnText = static _ => "" };
        using var host = CacheHost.Of<IShop>(target, policies => policies.Cached(shop => shop.Text(default)));

        Assert.That(host.Get<IShop>().Text(1), Is.Empty);
        Assert.That(host.Get<IShop>().Text(1), Is.Empty);
        Assert.That(target.Calls, Is.EqualTo(1));
    }
}
