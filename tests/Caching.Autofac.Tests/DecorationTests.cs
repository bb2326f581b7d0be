using Autofac;

namespace Caching.Registration.Tests;

/// <summary>What stands outside the proxy, and what inside.</summary>
public sealed class DecorationTests
{
    [Test]
    public void A_decorator_stands_outside_and_runs_on_every_call_hits_included()
    {
        var log = new List<string>();
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(log);
            b.RegisterType<Catalog>().As<ICatalog>().SingleInstance().EnableCaching();
            b.RegisterDecorator<Guarded, ICatalog>();
        });
        var catalog = container.Resolve<ICatalog>();

        var answers = new[] { catalog.Find("a"), catalog.Find("a") };

        Assert.That(log, Has.Count.EqualTo(2));
        Assert.That(answers[1], Is.EqualTo(answers[0]));
    }

    [Test]
    public void What_the_cached_component_is_made_of_stands_inside_and_runs_on_misses_only()
    {
        var log = new List<string>();
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().Keyed<ICatalog>("inner").WithoutCaching();
            b.Register(c => new Guarded(c.ResolveKeyed<ICatalog>("inner"), log)).As<ICatalog>().EnableCaching();
        });
        var catalog = container.Resolve<ICatalog>();

        var answers = new[] { catalog.Find("a"), catalog.Find("a") };

        Assert.That(log, Has.Count.EqualTo(1));
        Assert.That(answers[1], Is.EqualTo(answers[0]));
    }

    [Test]
    public void Generic_and_lambda_decorators_stand_outside_too()
    {
        var log = new List<string>();
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(log);
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterDecorator<ICatalog>((_, _, inner) => new Guarded(inner, log));
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching();
            b.RegisterGenericDecorator(typeof(GuardedRepository<>), typeof(IRepository<>));
        });
        var repository = container.Resolve<IRepository<int>>();

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
        Assert.That(repository.Get(1), Is.EqualTo(repository.Get(1).ToString()));
        Assert.That(log, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_composite_stays_as_it_is_and_its_parts_are_cached()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterType<OtherCatalog>().As<ICatalog>().EnableCaching();
            b.RegisterComposite<Several, ICatalog>();
        });
        var composite = container.Resolve<ICatalog>();

        Assert.That(composite, Is.TypeOf<Several>());
        Assert.That(((Several)composite).Parts, Has.Count.EqualTo(2));
        Assert.That(((Several)composite).Parts.Select(Containers.IsCached), Is.All.True);
    }

    [Test]
    public void A_decorator_with_attributes_of_its_interface_needs_no_word_about_caching()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(new List<string>());
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterDecorator<Guarded, ICatalog>();
        });

        Assert.That(container.Resolve<ICatalog>(), Is.TypeOf<Guarded>());
    }

    [Test]
    public void A_decorated_service_may_be_resolved_with_parameters_only_as_an_undecorated_one_may()
    {
        using var container = Containers.Build(b =>
        {
            b.RegisterInstance(new List<string>());
            b.RegisterType<Catalog>().As<ICatalog>().EnableCaching();
            b.RegisterDecorator<Guarded, ICatalog>();
        });

        Assert.That(Containers.IsCached(container.Resolve<ICatalog>()), Is.True);
        Containers.Cause(() => container.Resolve<ICatalog>(new NamedParameter("x", 1)));
    }

    public sealed class Guarded(ICatalog inner, List<string> log) : ICatalog
    {
        public string Find(string name)
        {
            log.Add(name);
            return inner.Find(name);
        }

        public void Change() => inner.Change();
    }

    public sealed class GuardedRepository<T>(IRepository<T> inner, List<string> log) : IRepository<T>
    {
        public string Get(int id)
        {
            log.Add($"{id}");
            return inner.Get(id);
        }
    }

    public sealed class Several(IEnumerable<ICatalog> parts) : ICatalog
    {
        public IReadOnlyList<ICatalog> Parts { get; } = [.. parts];

        public string Find(string name) => Parts[0].Find(name);

        public void Change() => Parts[0].Change();
    }
}
