using Autofac;

namespace Caching.Registration.Tests;

/// <summary>Policies that are written in the registration.</summary>
public sealed class FluentTests
{
    [Test]
    public void Policies_without_any_attribute_are_carried_out()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Plain>()
                .As<IPlain>()
                .SingleInstance()
                .EnableCaching((ServicePolicies<IPlain> policies) => policies.Memoize(p => p.Next(Arg.Any<int>())))
        );
        var plain = container.Resolve<IPlain>();

        Assert.That(new[] { plain.Next(1), plain.Next(1), plain.Next(2) }, Is.EqualTo(new[] { 1, 1, 2 }));
    }

    [Test]
    public void Policies_of_several_interfaces_are_chained_onto_one_registration()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Plain>()
                .As<IPlain>()
                .EnableCaching((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>())))
                .As<IPlainToo>()
                .EnableCaching((ServicePolicies<IPlainToo> policies) => policies.Cached(p => p.NextToo(Arg.Any<int>())))
                .SingleInstance()
        );
        var plain = container.Resolve<IPlain>();
        var too = container.Resolve<IPlainToo>();

        Assert.That(too, Is.SameAs(plain));
        Assert.That(
            new[] { plain.Next(1), plain.Next(1), too.NextToo(1), too.NextToo(1) },
            Is.EqualTo(new[] { 1, 1, 2, 2 })
        );
    }

    [Test]
    public void Enabling_twice_adds_policies_and_never_a_second_proxy()
    {
        var calls = 0;
        using var container = Containers.Build(b =>
            b.Register(_ => new Plain())
                .As<IPlain>()
                .EnableCaching()
                .EnableCaching()
                .EnableCaching(
                    (ServicePolicies<IPlain> policies) =>
                        policies.Cached(
                            p => p.Next(Arg.Any<int>()),
                            policy => policy.When((int x) => Interlocked.Increment(ref calls) > 0)
                        )
                )
                .EnableCaching()
        );
        var plain = container.Resolve<IPlain>();
        plain.Next(1);

        Assert.That(calls, Is.EqualTo(1), "one interceptor ran once");
        Assert.That(plain.Next(1), Is.EqualTo(1));
    }

    [Test]
    public void A_child_scope_and_an_adapter_put_one_proxy_in_front_as_well()
    {
        var calls = 0;
        Action<ServicePolicies<IPlain>> counted = policies =>
            policies.Cached(
                p => p.Next(Arg.Any<int>()),
                policy => policy.When((int x) => Interlocked.Increment(ref calls) > 0)
            );
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Plain>().As<IPlain>().EnableCaching(counted);
            b.RegisterAdapter<Uri, IPlain>(_ => new Plain()).Keyed<IPlain>("adapter").EnableCaching(counted);
            b.RegisterInstance(new Uri("tenant:a"));
        });
        using var scope = container.BeginLifetimeScope(b => b.RegisterInstance("own registration"));

        scope.Resolve<IPlain>().Next(1);
        Assert.That(calls, Is.EqualTo(1));
        scope.ResolveKeyed<IPlain>("adapter").Next(1);
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public void Policies_of_an_open_generic_are_written_by_method_name()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Store<>))
                .As(typeof(IStore<>))
                .EnableCaching(typeof(IStore<>), policies => policies.Cached(nameof(IStore<object>.Get)))
        );
        var numbers = container.Resolve<IStore<int>>();
        var texts = container.Resolve<IStore<string>>();

        Assert.That(new[] { numbers.Get(1), numbers.Get(1), texts.Get(1) }, Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(new[] { numbers.Other(1), numbers.Other(1) }, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Policies_of_one_closing_apply_to_that_closing_only()
    {
        using var container = Containers.Build(b =>
            b.RegisterGeneric(typeof(Store<>))
                .As(typeof(IStore<>))
                .SingleInstance()
                .EnableCaching((ServicePolicies<IStore<int>> policies) => policies.Cached(s => s.Get(Arg.Any<int>())))
        );
        var numbers = container.Resolve<IStore<int>>();
        var texts = container.Resolve<IStore<string>>();

        Assert.That(new[] { numbers.Get(1), numbers.Get(1) }, Is.EqualTo(new[] { 1, 1 }));
        Assert.That(new[] { texts.Get(1), texts.Get(1) }, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Scanning_applies_policies_to_the_components_that_have_the_service()
    {
        using var container = Containers.Build(b =>
            b.RegisterTypes(typeof(Plain), typeof(Catalog))
                .AsImplementedInterfaces()
                .SingleInstance()
                .EnableCaching((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>())))
        );
        var plain = container.Resolve<IPlain>();

        Assert.That(new[] { plain.Next(1), plain.Next(1) }, Is.EqualTo(new[] { 1, 1 }));
        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
    }

    [Test]
    public void Two_registrations_of_one_interface_each_get_their_own_policies()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Plain>()
                .Keyed<IPlain>("cached")
                .SingleInstance()
                .EnableCaching((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>())));
            b.RegisterType<Plain>()
                .Keyed<IPlain>("not")
                .SingleInstance()
                .EnableCaching(
                    (ServicePolicies<IPlain> policies) =>
                        policies.InvalidateCache(p => p.Next(Arg.Any<int>()), policy => policy.Tags("none"))
                );
        });
        var cached = container.ResolveKeyed<IPlain>("cached");
        var not = container.ResolveKeyed<IPlain>("not");

        Assert.That(new[] { cached.Next(1), cached.Next(1) }, Is.EqualTo(new[] { 1, 1 }));
        Assert.That(new[] { not.Next(1), not.Next(1) }, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Several_invalidations_on_one_method_are_all_carried_out_E8()
    {
        using var container = Containers.Build(b => b.RegisterType<Tagged>().As<ITagged>().EnableCaching());
        var tagged = container.Resolve<ITagged>();
        var before = (tagged.Red(), tagged.Blue());

        tagged.Paint();

        Assert.That(tagged.Red(), Is.Not.EqualTo(before.Item1));
        Assert.That(tagged.Blue(), Is.Not.EqualTo(before.Item2));
    }

    [Test]
    public void An_attribute_of_the_implementation_is_honoured_E9()
    {
        using var container = Containers.Build(b => b.RegisterType<Annotated>().As<IPlain>().EnableCaching());
        var plain = container.Resolve<IPlain>();

        Assert.That(new[] { plain.Next(1), plain.Next(1) }, Is.EqualTo(new[] { 1, 1 }));
    }

    public interface IStore<T>
    {
        int Get(int id);

        int Other(int id);
    }

    public sealed class Store<T> : IStore<T>
    {
        private int _calls;

        public int Get(int id) => ++_calls;

        public int Other(int id) => ++_calls;
    }

    public interface ITagged
    {
        [Cached(Tags = ["red"])]
        string Red();

        [Cached(Tags = ["blue"])]
        string Blue();

        [InvalidateCache(Tags = ["red"])]
        [InvalidateCache(Tags = ["blue"])]
        void Paint();
    }

    public sealed class Tagged : ITagged
    {
        public string Red() => $"{Guid.NewGuid()}";

        public string Blue() => $"{Guid.NewGuid()}";

        public void Paint() { }
    }

    public sealed class Annotated : IPlain
    {
        private int _calls;

        [Cached]
        public int Next(int x) => ++_calls;
    }
}
