using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>What the container tells about its policies, and the keys that it hands out.</summary>
public sealed class ReportTests
{
    public interface ICatalog
    {
        [Cached(TtlSeconds = 60, Tags = ["products", "product:{id}"])]
        Task<string> FindAsync(int id, CancellationToken token);

        [CacheAside("slug:{title}")]
        string Slug(string title);

        [Memoize(MaxSize = 64)]
        int Length(string title);

        [InvalidateCache(Tags = ["product:{id}"])]
        void Rename(int id);
    }

    private sealed class Catalog : ICatalog
    {
        private int _calls;

        public Task<string> FindAsync(int id, CancellationToken token) => Task.FromResult($"{id} {++_calls}");

        public string Slug(string title) => $"{title} {++_calls}";

        public int Length(string title) => ++_calls;

        public void Rename(int id) { }
    }

    private CacheHost _host = null!;
    private ICatalog _catalog = null!;

    [SetUp]
    public void SetUp()
    {
        _host = CacheHost.Of<ICatalog>(new Catalog(), null, caching => caching.KeyPrefix("shop").UseMemory());
        _catalog = _host.Get<ICatalog>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [TestCase("shop")]
    [TestCase("ICatalog -> ")]
    [TestCase("FindAsync(int)")]
    [TestCase("cached")]
    [TestCase("{id}")]
    [TestCase("00:01:00 (attribute on ICatalog.FindAsync)")]
    [TestCase("products, product:{id}")]
    [TestCase("cache-aside")]
    [TestCase("slug:{title}")]
    [TestCase("memoize")]
    [TestCase("64")]
    [TestCase("invalidates")]
    [TestCase("memory (built in)")]
    [TestCase("00:05:00 (built in)")]
    public void DescribeCaching_tells(string what) =>
        Assert.That(_host.Container.DescribeCaching(), Does.Contain(what));

    [Test]
    public async Task The_key_of_a_call_is_the_one_that_the_interceptor_uses()
    {
        var first = await _catalog.FindAsync(1, default);
        var key = _host.Keys.For<ICatalog>(c => c.FindAsync(1, default));

        Assert.That((await _host.Cache.GetAsync<string>(key)).Value, Is.EqualTo(first));
        Assert.That(await _host.Cache.DeleteAsync(key), Is.True);
        Assert.That(await _catalog.FindAsync(1, default), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task So_is_that_of_cache_aside_which_is_what_was_written()
    {
        var first = _catalog.Slug("a:b");
        var key = _host.Keys.For<ICatalog>(c => c.Slug("a:b"));

        Assert.That(key, Is.EqualTo("cache:slug:a%3Ab"));
        Assert.That(await _host.Cache.DeleteAsync(key), Is.True);
        Assert.That(_catalog.Slug("a:b"), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task What_is_written_under_the_key_is_what_the_next_call_returns()
    {
        var id = 5;
        await _host.Cache.SetAsync(_host.Keys.For<ICatalog>(c => c.FindAsync(id + 2, default)), "by hand");

        Assert.That(await _catalog.FindAsync(7, default), Is.EqualTo("by hand"));
    }

    [Test]
    public void A_memoized_call_has_no_key_to_hand_out() =>
        Assert.That(
            () => _host.Keys.For<ICatalog>(c => c.Length("a")),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("memoized")
        );

    [Test]
    public void Clearing_the_cache_clears_what_is_memoized()
    {
        var first = _catalog.Length("a");
        Assert.That(_catalog.Length("a"), Is.EqualTo(first));

        _host.Container.Resolve<ICacheService>().Clear();

        Assert.That(_catalog.Length("a"), Is.Not.EqualTo(first));
    }
}
