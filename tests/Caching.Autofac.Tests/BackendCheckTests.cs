using Autofac;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests;

/// <summary>A result type that the backend can't store is a problem of the method that declares it.</summary>
public sealed class BackendCheckTests
{
    public sealed record Unfit;

    public interface IReports
    {
        [Cached]
        Task<Unfit> FindAsync(int id);

        [CacheAside("all")]
        IEnumerable<int> All();

        [Memoize]
        Unfit Remember(int id);

        [Cached(Backend = "memory")]
        Unfit InMemory(int id);
    }

    public sealed class Reports : IReports
    {
        public Task<Unfit> FindAsync(int id) => Task.FromResult(new Unfit());

        public IEnumerable<int> All() => [];

        public Unfit Remember(int id) => new();

        public Unfit InMemory(int id) => new();
    }

    public interface IGeneric
    {
        [Cached]
        T Get<T>(int id)
            where T : new();
    }

    public sealed class Generic : IGeneric
    {
        public T Get<T>(int id)
            where T : new() => new();
    }

    public interface IRepository<T>
    {
        [Cached]
        T Find(int id);
    }

    public sealed class Repository<T> : IRepository<T>
        where T : new()
    {
        public T Find(int id) => new();
    }

    private ScriptedFencedBackend _backend = null!;

    [SetUp]
    public void MakeTheBackend() =>
        _backend = new()
        {
            Checks = type => type == typeof(Unfit) ? new("Unfit", "can't be read back.", "Change it.") : null,
        };

    [Test]
    public void The_build_names_the_method_and_the_way_out()
    {
        var failed = Assert.Throws<CacheConfigurationException>(() =>
            Build(b => b.RegisterType<Reports>().As<IReports>().EnableCaching()).Dispose()
        );

        Assert.That(
            failed!.Problems,
            Is.EqualTo([new CachingProblem("IReports.FindAsync", "can't be read back.", "Change it.")])
        );
        Assert.That(_backend.CheckedTypes, Is.EquivalentTo([typeof(Unfit), typeof(int[])]), "what it stores");
    }

    [Test]
    public void A_generic_method_is_checked_when_it_is_closed()
    {
        using var container = Build(b => b.RegisterType<Generic>().As<IGeneric>().EnableCaching());
        var generic = container.Resolve<IGeneric>();

        Assert.That(generic.Get<int>(1), Is.Zero);
        var failed = Assert.Throws<CacheConfigurationException>(() => generic.Get<Unfit>(1));
        Assert.That(failed!.Message, Does.Contain("can't be read back"));
    }

    [Test]
    public void An_open_generic_service_is_checked_when_it_is_first_resolved()
    {
        using var container = Build(b =>
            b.RegisterGeneric(typeof(Repository<>)).As(typeof(IRepository<>)).EnableCaching()
        );

        Assert.That(container.Resolve<IRepository<int>>().Find(1), Is.Zero);
        var cause = Containers.Cause(() => container.Resolve<IRepository<Unfit>>());
        Assert.That(cause.Problems.Single().What, Is.EqualTo("can't be read back."));
    }

    [Test]
    public void The_report_has_a_line_for_each_backend()
    {
        using var container = Build(_ => { });

        var lines = container.DescribeCaching().Split(Environment.NewLine);

        Assert.That(lines, Has.One.StartsWith("  backend main: scripted, at nowhere:6379; "));
        Assert.That(lines, Has.One.StartsWith("  backend memory: MemoryCacheBackend; "));
    }

    private IContainer Build(Action<ContainerBuilder> register)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.Use("main", _ => _backend).UseMemory());
        register(builder);
        return builder.Build();
    }
}
