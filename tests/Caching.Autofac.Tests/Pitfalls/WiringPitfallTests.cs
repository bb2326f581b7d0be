using Autofac;
using Autofac.Features.Metadata;
using Caching.Registration.Tests.Semantics;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>What silently did nothing elsewhere, or did too much.</summary>
public sealed class WiringPitfallTests
{
    public interface IPlain
    {
        int Read(int id);
        IAsyncEnumerable<int> ReadAll();
    }

    private sealed class Attributed : IPlain
    {
        private static int _calls;

        [Cached]
        public int Read(int id) => Interlocked.Increment(ref _calls);

        public IAsyncEnumerable<int> ReadAll() => throw new NotSupportedException();
    }

    private sealed class Elsewhere : IPlain
    {
        [Cached(Backend = "nowhere")]
        public int Read(int id) => 1;

        public IAsyncEnumerable<int> ReadAll() => throw new NotSupportedException();
    }

    private sealed class Streaming : IPlain
    {
        public int Read(int id) => 1;

        [Cached]
        public IAsyncEnumerable<int> ReadAll() => throw new NotSupportedException();
    }

    [Test]
    public void An_attribute_on_the_implementation_counts_E9()
    {
        using var host = CacheHost.Of<IPlain>(new Attributed());
        var first = host.Get<IPlain>().Read(1);

        Assert.That(host.Get<IPlain>().Read(1), Is.EqualTo(first));
    }

    [Test]
    public void An_unknown_backend_is_an_error_that_lists_those_there_are_E14_N8()
    {
        Assert.That(
            CacheHost.ProblemsOf<IPlain>(new Elsewhere()),
            Does.Contain("\"nowhere\"").And.Contain("memory").And.Contain("null")
        );
    }

    [Test]
    public void Looking_an_unknown_backend_up_is_an_error_too_N8()
    {
        using var host = CacheHost.Of<IPlain>(new Attributed());

        Assert.That(
            () => host.Get<ICacheManager>().GetBackend("nowhere"),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("memory")
        );
    }

    [Test]
    public async Task The_first_call_needs_no_initialisation_and_it_does_no_harm_N8()
    {
        using var host = CacheHost.Of<IPlain>(new Attributed());
        var first = host.Get<IPlain>().Read(1);

        await host.Container.InitializeCachingAsync();

        Assert.That(host.Get<IPlain>().Read(1), Is.EqualTo(first));
    }

    [Test]
    public void A_stream_of_results_is_an_error_C2_E5() =>
        Assert.That(
            CacheHost.ProblemsOf<IPlain>(new Streaming()),
            Does.Contain("IPlain.ReadAll").And.Contain("consumed while it is produced")
        );

    [Test]
    public void Lifetimes_and_metadata_stay_as_registered_E23()
    {
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<Attributed>().Keyed<IPlain>("scope").InstancePerLifetimeScope().EnableCaching();
            builder.RegisterType<Attributed>().Keyed<IPlain>("single").SingleInstance().EnableCaching();
            builder.RegisterType<Attributed>().As<IPlain>().WithMetadata("name", "value").EnableCaching();
        });
        using var scope = host.Container.BeginLifetimeScope();

        Assert.That(Same("single"), Is.EqualTo((true, true)));
        Assert.That(Same("scope"), Is.EqualTo((true, false)));
        Assert.That(host.Get<IPlain>(), Is.Not.SameAs(scope.Resolve<IPlain>()));
        Assert.That(host.Get<Meta<IPlain>>().Metadata["name"], Is.EqualTo("value"));

        (bool InScope, bool Across) Same(string key) =>
            (
                ReferenceEquals(scope.ResolveKeyed<IPlain>(key), scope.ResolveKeyed<IPlain>(key)),
                ReferenceEquals(scope.ResolveKeyed<IPlain>(key), host.Container.ResolveKeyed<IPlain>(key))
            );
    }

    [Test]
    public void The_instance_is_no_part_of_a_key_N3()
    {
        using var host = new CacheHost(builder => builder.RegisterType<Attributed>().As<IPlain>().EnableCaching());
        var first = host.Get<IPlain>();
        var second = host.Get<IPlain>();

        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.Read(1), Is.EqualTo(first.Read(1)));
        Assert.That(host.Keys.For<IPlain>(plain => plain.Read(1)), Does.Not.Contain("0x"));
    }
}
