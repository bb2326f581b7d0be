using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Whose entries they are: the implementation's, a keyed one's, or those of an identity.</summary>
public sealed class IdentityTests
{
    public interface IClock
    {
        [Cached]
        string Now(int zone);
    }

    private sealed class WallClock : IClock
    {
        private int _calls;

        public string Now(int zone) => $"wall {++_calls}";
    }

    private sealed class StoppedClock : IClock
    {
        private int _calls;

        public string Now(int zone) => $"stopped {++_calls}";
    }

    [Test]
    public void Two_implementations_do_not_share_E15()
    {
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<WallClock>().As<IClock>().EnableCaching();
            builder.RegisterType<StoppedClock>().As<IClock>().EnableCaching();
        });

        var read = host.Get<IEnumerable<IClock>>().Select(clock => clock.Now(1)).ToArray();

        Assert.That(read, Is.EquivalentTo(new[] { "wall 1", "stopped 1" }));
    }

    [Test]
    public void Two_implementations_with_one_identity_share()
    {
        Action<ServicePolicies<IClock>> same = static policies => policies.Identity("clock");
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<WallClock>().Keyed<IClock>("a").EnableCaching(same);
            builder.RegisterType<StoppedClock>().Keyed<IClock>("b").EnableCaching(same);
        });

        var first = host.Container.ResolveKeyed<IClock>("a").Now(1);

        Assert.That(host.Container.ResolveKeyed<IClock>("b").Now(1), Is.EqualTo(first));
    }

    [Test]
    public void Instances_of_one_registration_share()
    {
        using var host = new CacheHost(builder => builder.RegisterType<WallClock>().As<IClock>().EnableCaching());

        Assert.That(host.Get<IClock>().Now(1), Is.EqualTo("wall 1"));
        Assert.That(host.Get<IClock>().Now(1), Is.EqualTo("wall 1"));
    }

    [Test]
    public async Task Keyed_registrations_do_not_share_and_their_keys_say_so()
    {
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<WallClock>().Keyed<IClock>("a").SingleInstance().EnableCaching();
            builder.RegisterType<WallClock>().Keyed<IClock>("b").SingleInstance().EnableCaching();
        });
        var (a, b) = (host.Container.ResolveKeyed<IClock>("a"), host.Container.ResolveKeyed<IClock>("b"));
        Assert.That((a.Now(1), b.Now(1)), Is.EqualTo(("wall 1", "wall 1")));

        var key = host.Keys.For<IClock>(clock => clock.Now(1), serviceKey: "a");
        Assert.That(await host.Cache.DeleteAsync(key), Is.True);

        Assert.That((a.Now(1), b.Now(1)), Is.EqualTo(("wall 2", "wall 1")));
    }

    [Test]
    public void A_key_of_several_registrations_is_an_error_that_asks_which()
    {
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<WallClock>().Keyed<IClock>("a").EnableCaching();
            builder.RegisterType<WallClock>().Keyed<IClock>("b").EnableCaching();
        });

        Assert.That(
            () => host.Keys.For<IClock>(clock => clock.Now(1)),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("serviceKey")
        );
    }
}
