using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Settings that one line says, in the places where they can be said.</summary>
public sealed class SmallSettingsTests
{
    [CacheDefaults(TtlSeconds = 10, Prefix = "own", Backend = "second", SharedAcrossInstances = true)]
    public interface IShared
    {
        [Cached]
        string Read(int id);

        [Memoize(MaxSize = 1)]
        string Known(int id);
    }

    private sealed class Shared(string name) : IShared
    {
        private static int _calls;

        public string Read(int id) => $"{name} {Interlocked.Increment(ref _calls)}";

        public string Known(int id) => Read(id);
    }

    private CacheHost _host = null!;

    [SetUp]
    public void SetUp() =>
        _host = new CacheHost(
            builder => builder.RegisterType<Shared>().As<IShared>().EnableCaching(),
            caching => caching.UseMemory("first").UseMemory("second")
        );

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public void Defaults_of_an_interface_are_those_of_its_methods()
    {
        var make = _host.Get<Func<string, IShared>>();
        var first = make("a").Read(1);
        var key = _host.Keys.For<IShared>(shared => shared.Read(1));

        Assert.That(make("b").Read(1), Is.EqualTo(first), "shared across instances");
        Assert.That(key, Does.StartWith("own:"));
        Assert.That(_host.Cache.Get<string>(key, "second").Value, Is.EqualTo(first));
        _host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(make("a").Read(1), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_store_for_less_than_three_results_holds_three_and_says_so_N6()
    {
        var shared = _host.Get<Func<string, IShared>>()("a");
        string[] first = [shared.Known(1), shared.Known(2), shared.Known(3)];

        Assert.That(new[] { shared.Known(1), shared.Known(2), shared.Known(3) }, Is.EqualTo(first));
        Assert.That(_host.Container.DescribeCaching(), Does.Match("size +3, .*instead of 1"));
    }
}
