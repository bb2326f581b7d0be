using Autofac;

namespace Caching.Registration.Tests;

/// <summary>What can't work between methods, and what only a closed generic method shows.</summary>
public sealed class PlanCheckTests
{
    public interface ITwoStores
    {
        [Cached(Backend = "fast", Tags = ["price:{id}"])]
        int Price(int id);

        [InvalidateCache(Tags = ["price:{id}"])]
        void Reprice(int id);
    }

    private sealed class TwoStores : ITwoStores
    {
        public int Price(int id) => id;

        public void Reprice(int id) { }
    }

    public interface IOneKey
    {
        [CacheAside("thing:{id}")]
        int Number(int id);

        [CacheAside("thing:{id}")]
        string Text(int id);
    }

    private sealed class OneKey : IOneKey
    {
        public int Number(int id) => id;

        public string Text(int id) => "x";
    }

    public interface ITwins
    {
        [CacheAside("thing:{id}")]
        int Number(int id);

        [CacheAside("thing:{id}")]
        Task<int> NumberAsync(int id);
    }

    private sealed class Twins : ITwins
    {
        public int Number(int id) => id;

        public Task<int> NumberAsync(int id) => Task.FromResult(-id);
    }

    public interface IMaker
    {
        [Cached]
        T Make<T>(int id)
            where T : class;
    }

    private sealed class Maker : IMaker
    {
        public T Make<T>(int id)
            where T : class => (T)(object)(typeof(T) == typeof(Stream) ? Stream.Null : "made");
    }

    [Test]
    public void A_tag_that_only_entries_of_another_backend_carry_is_an_error()
    {
        var problems = Containers.Problems(
            b => b.RegisterType<TwoStores>().As<ITwoStores>().EnableCaching(),
            caching => caching.UseMemory().UseMemory("fast")
        );

        Assert.That(
            problems.Single().ToString(),
            Is.EqualTo(
                "ITwoStores.Reprice: invalidates the tag \"price:*\" in backend \"memory\", but the entries that carry it "
                    + "are in \"fast\" (ITwoStores.Price). Say Backend = \"fast\" at the invalidation."
            )
        );
    }

    [Test]
    public void Methods_that_store_different_types_under_one_key_are_an_error_E13()
    {
        var problems = Containers.Problems(b => b.RegisterType<OneKey>().As<IOneKey>().EnableCaching());

        Assert.That(problems.Single().What, Does.Contain("app:cache:thing:{id}").And.Contains("int and string"));
    }

    [Test]
    public async Task Methods_that_store_one_type_under_one_key_share_entries()
    {
        using var container = Containers.Build(b => b.RegisterType<Twins>().As<ITwins>().EnableCaching());
        var twins = container.Resolve<ITwins>();

        Assert.That(twins.Number(1), Is.EqualTo(1));
        Assert.That(await twins.NumberAsync(1), Is.EqualTo(1));
    }

    [Test]
    public void A_generic_method_refuses_results_that_can_not_be_replayed_when_it_is_closed()
    {
        using var container = Containers.Build(b => b.RegisterType<Maker>().As<IMaker>().EnableCaching());
        var maker = container.Resolve<IMaker>();

        Assert.That(maker.Make<string>(1), Is.EqualTo("made"));
        var thrown = Assert.Throws<CacheConfigurationException>(() => maker.Make<Stream>(1));
        Assert.That(thrown!.Message, Does.Contain("Stream").And.Contains("byte[]"));
    }

    [Test]
    public void A_key_takes_exact_values_only()
    {
        using var container = Containers.Build(b => b.RegisterType<Twins>().As<ITwins>().EnableCaching());
        var keys = container.Resolve<ICacheKeys>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys.For<ITwins>(t => t.Number(7)), Is.EqualTo("cache:thing:7"));
            var any = Assert.Throws<ArgumentException>(() => keys.For<ITwins>(t => t.Number(Arg.Any<int>())));
            Assert.That(any!.Message, Does.Contain("stands for any value"));
            var none = Assert.Throws<ArgumentException>(() => keys.For<ITwins>(t => 3));
            Assert.That(none!.Message, Does.Contain("is no call of the service"));
        }
    }
}
