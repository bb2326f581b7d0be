using Autofac;
using Caching.Redis.Tests.Wire;

namespace Caching.Redis.Tests.Topologies;

/// <summary>What can't be stored and read back whole is a problem of its method when the container is built.</summary>
/// <remarks>No server is there: the build asks none.</remarks>
public sealed class StoredTypeTests
{
    public interface IReports
    {
        [Cached]
        Task<Row> ObjectMemberAsync(int id);

        [Cached]
        ICell Interface(int id);

        [CacheAside("pair")]
        (int Number, object Value) Tuple();

        [Cached]
        Task<string> GoodAsync(int id);
    }

    public interface ICell
    {
        int Value { get; }
    }

    public sealed record Row(int Id, object Value);

    public sealed class Reports : IReports
    {
        public Task<Row> ObjectMemberAsync(int id) => Task.FromResult(new Row(id, id));

        public ICell Interface(int id) => throw new NotSupportedException();

        public (int Number, object Value) Tuple() => default;

        public Task<string> GoodAsync(int id) => Task.FromResult("");
    }

    [Test]
    public void Each_method_is_named_with_its_way_out()
    {
        var problems = ProblemsOf(_ => { });

        Assert.That(
            problems.Select(problem => problem.Where),
            Is.EquivalentTo(["IReports.ObjectMemberAsync", "IReports.Interface", "IReports.Tuple"])
        );
        Assert.That(problems.Select(problem => problem.What), Has.All.Not.Empty.And.All.Not.Null);
        Assert.That(problems.Select(problem => problem.WayOut), Has.All.Not.Empty);
    }

    [Test]
    public void Another_serializer_has_its_own_say()
    {
        var problems = ProblemsOf(options => options.Serializer = new MemoryPackCacheSerializer());

        Assert.That(
            problems.Select(problem => problem.Where),
            Is.EquivalentTo([
                "IReports.ObjectMemberAsync",
                "IReports.Interface",
                "IReports.Tuple",
                "IReports.GoodAsync",
            ])
        );
        Assert.That(problems.Select(problem => problem.WayOut), Is.All.Contains("[MemoryPackable]"));
    }

    private static IReadOnlyList<CachingProblem> ProblemsOf(Action<RedisCacheOptions> configure)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching => caching.UseRedis("redis", "127.0.0.1:1", configure));
        builder.RegisterType<Reports>().As<IReports>().EnableCaching();
        return Assert.Throws<CacheConfigurationException>(() => builder.Build().Dispose())!.Problems;
    }
}
