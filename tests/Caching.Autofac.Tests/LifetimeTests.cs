using Autofac;
using Autofac.Core;
using Autofac.Core.Lifetime;
using Autofac.Features.Metadata;
using Autofac.Features.OwnedInstances;

namespace Caching.Registration.Tests;

/// <summary>Caching changes no lifetime, no ownership and no metadata.</summary>
public sealed class LifetimeTests
{
    [Test]
    public void Identity_follows_the_lifetime_as_without_caching_E23()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().Keyed<ICatalog>("single").SingleInstance().EnableCaching();
            b.RegisterType<Catalog>().Keyed<ICatalog>("scope").InstancePerLifetimeScope().EnableCaching();
            b.RegisterType<Catalog>().Keyed<ICatalog>("each").EnableCaching();
        });
        using var one = container.BeginLifetimeScope();
        using var two = container.BeginLifetimeScope();

        Assert.That(two.ResolveKeyed<ICatalog>("single"), Is.SameAs(one.ResolveKeyed<ICatalog>("single")));
        var scoped = one.ResolveKeyed<ICatalog>("scope");
        var each = one.ResolveKeyed<ICatalog>("each");
        Assert.That(one.ResolveKeyed<ICatalog>("scope"), Is.SameAs(scoped));
        Assert.That(two.ResolveKeyed<ICatalog>("scope"), Is.Not.SameAs(scoped));
        Assert.That(one.ResolveKeyed<ICatalog>("each"), Is.Not.SameAs(each));
    }

    [Test]
    public void Lifetime_sharing_and_ownership_of_the_registration_are_untouched_E23()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Catalog>().As<ICatalog>().InstancePerLifetimeScope().ExternallyOwned().EnableCaching()
        );
        container.ComponentRegistry.TryGetRegistration(new TypedService(typeof(ICatalog)), out var registration);

        Assert.That(registration!.Lifetime, Is.InstanceOf<CurrentScopeLifetime>());
        Assert.That(registration.Sharing, Is.EqualTo(InstanceSharing.Shared));
        Assert.That(registration.Ownership, Is.EqualTo(InstanceOwnership.ExternallyOwned));
        Assert.That(registration.Services, Is.EqualTo(new[] { new TypedService(typeof(ICatalog)) }));
    }

    [Test]
    public void Metadata_is_kept_E23()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Catalog>().As<ICatalog>().WithMetadata("color", "red").EnableCaching()
        );

        Assert.That(container.Resolve<Meta<ICatalog>>().Metadata["color"], Is.EqualTo("red"));
    }

    [Test]
    public void Defaults_stay_those_of_the_order_of_registration_E23()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterType<OtherCatalog>().As<ICatalog>().EnableCaching().PreserveExistingDefaults();
        });
        var order = container.Resolve<IEnumerable<ICatalog>>().ToArray();

        Assert.That(order, Has.Length.EqualTo(2));
        Assert.That(order[0].Find("a"), Is.EqualTo(container.Resolve<ICatalog>().Find("a")));
    }

    [Test]
    public void An_instance_is_disposed_of_once_with_its_scope()
    {
        var instance = new Disposable();
        using (var container = Containers.Build(b => b.Register(_ => instance).As<ICatalog>().EnableCaching()))
        {
            using (var scope = container.BeginLifetimeScope())
            {
                scope.Resolve<ICatalog>();
                Assert.That(instance.Disposed, Is.Zero);
            }

            Assert.That(instance.Disposed, Is.EqualTo(1));
        }

        Assert.That(instance.Disposed, Is.EqualTo(1));
    }

    [Test]
    public async Task An_instance_is_disposed_of_once_asynchronously()
    {
        var instance = new AsyncDisposable();
        await using (var container = Containers.Build(b => b.Register(_ => instance).As<ICatalog>().EnableCaching()))
        {
            await using var scope = container.BeginLifetimeScope();
            scope.Resolve<ICatalog>();
        }

        Assert.That(instance.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void An_owned_instance_is_disposed_of_once_with_its_owner()
    {
        var instance = new Disposable();
        using var container = Containers.Build(b => b.Register(_ => instance).As<ICatalog>().EnableCaching());

        var owned = container.Resolve<Owned<ICatalog>>();
        Assert.That(Containers.IsCached(owned.Value), Is.True);
        owned.Dispose();

        Assert.That(instance.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void An_instance_that_is_owned_elsewhere_is_left_alone()
    {
        var instance = new Disposable();
        using (
            var container = Containers.Build(b =>
                b.RegisterInstance(instance).As<ICatalog>().ExternallyOwned().EnableCaching()
            )
        )
        {
            Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
        }

        Assert.That(instance.Disposed, Is.Zero);
    }

    [Test]
    public void A_given_instance_that_the_container_owns_is_disposed_of_once_even_if_never_resolved()
    {
        var instance = new Disposable();
        Containers.Build(b => b.RegisterInstance(instance).As<ICatalog>().EnableCaching()).Dispose();

        Assert.That(instance.Disposed, Is.EqualTo(1));
    }

    public sealed class Disposable : ICatalog, IDisposable
    {
        public int Disposed { get; private set; }

        public string Find(string name) => $"{Guid.NewGuid()}";

        public void Change() { }

        public void Dispose() => Disposed++;
    }

    public sealed class AsyncDisposable : ICatalog, IAsyncDisposable
    {
        public int Disposed { get; private set; }

        public string Find(string name) => $"{Guid.NewGuid()}";

        public void Change() { }

        public ValueTask DisposeAsync()
        {
            Disposed++;
            return default;
        }
    }
}
