using Caching.Redis.Tests.Wire;
using MemoryPack;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The options of entries, through the whole stack.</summary>
public sealed partial class StoredValueTests : ServerFixture
{
    [MemoryPackable]
    public sealed partial record Product(int Id, string Name, decimal[] Prices);

    [Test]
    public async Task The_longest_time_to_live_cuts_longer_ones()
    {
        var longest = TimeSpan.FromMinutes(10);
        await using var engine = RedisEngine.On(Address, "ttl", options => options.MaxTtl = longest);

        await engine.Cache.SetAsync("longer", 1, TimeSpan.FromDays(1));
        await engine.Cache.SetAsync("shorter", 1, TimeSpan.FromMinutes(2));
        engine.Cache.GetOrCreate("loaded", () => 1, new() { Ttl = TimeSpan.FromDays(1), Tags = ["t"] });

        Assert.That(await TtlAsync("longer"), Is.InRange(longest - TimeSpan.FromMinutes(2), longest));
        Assert.That(await TtlAsync("loaded"), Is.InRange(longest - TimeSpan.FromMinutes(2), longest));
        Assert.That(await TtlAsync("shorter"), Is.InRange(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)));

        async Task<TimeSpan?> TtlAsync(string key) => await Database.KeyTimeToLiveAsync(engine.Entry(key));
    }

    [Test]
    public async Task A_value_that_is_too_large_is_returned_and_neither_stored_nor_held_against_the_server()
    {
        await using var engine = RedisEngine.On(Address, "large", options => options.MaxPayload = 1024);
        var large = new string('x', 5000);

        Assert.That(await engine.LoadAsync("async", large), Is.EqualTo(large));
        Assert.That(engine.Cache.GetOrCreate("sync", () => large), Is.EqualTo(large));
        Assert.That(await engine.Cache.SetAsync("set", large), Is.False);
        await engine.StoreAsync("small", "x");

        Assert.That(engine.Health, Is.EqualTo("works"));
        Assert.That(engine.Logs.Named("BackendFails"), Is.Empty);
        Assert.That(engine.Logs.Named("ValueRefused").Count(), Is.EqualTo(1));
        Assert.That(
            await Database.KeyExistsAsync([engine.Entry("async"), engine.Entry("sync"), engine.Entry("set")]),
            Is.Zero
        );
    }

    [Test]
    public async Task Another_serializer_goes_through_the_whole_stack()
    {
        await using var engine = RedisEngine.On(
            Address,
            "packed",
            options => options.Serializer = new MemoryPackCacheSerializer()
        );
        var product = new Product(1, "näme", [1.5m, 2m]);
        await engine.StoreAsync("p", product, "products");

        var found = await engine.LoadAsync("p", new Product(2, "", []), "products");
        Assert.That((found.Id, found.Name), Is.EqualTo((1, "näme")));
        Assert.That(found.Prices, Is.EqualTo(product.Prices));
        Assert.That(found, Is.Not.SameAs(product));

        await engine.Cache.InvalidateTagsAsync(["products"]);
        Assert.That((await engine.LoadAsync("p", new Product(3, "", []))).Id, Is.EqualTo(3));

        await using var json = RedisEngine.On(Address, "packed");
        Assert.That((await json.Cache.GetAsync<Product>("p")).IsHit, Is.False, "the other one doesn't read it");
    }

    [Test]
    public async Task Compression_goes_through_the_whole_stack_and_is_read_without_it()
    {
        await using var writer = RedisEngine.On(
            Address,
            "brotli",
            options => options.Compression = new BrotliCacheCompression()
        );
        await using var reader = RedisEngine.On(Address, "brotli");
        var text = string.Concat(Enumerable.Range(0, 2000).Select(number => $"word {number % 17} "));

        await writer.StoreAsync("text", text, "texts");
        writer.Cache.Set("short", "short");

        Assert.That(await Database.StringLengthAsync(writer.Entry("text")), Is.LessThan(text.Length / 4));
        Assert.That(await reader.LoadAsync("text", ""), Is.EqualTo(text));
        Assert.That(writer.Cache.Get<string>("text").Value, Is.EqualTo(text));
        Assert.That(reader.Cache.Get<string>("short").Value, Is.EqualTo("short"));
        await reader.Cache.InvalidateTagsAsync(["texts"]);
        Assert.That(writer.Cache.Get<string>("text").IsHit, Is.False);
    }
}
