using System.Transactions;
using Autofac;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Who misses on the shortest way isn't looked up again, unless there may be what that way can't see.</summary>
public sealed class MissTests
{
    public interface IVisits
    {
        [CacheAside("visits:{page}")]
        long Of(int page);

        [CacheAside("visits:{page}")]
        ValueTask<long> OfAsync(int page);

        [Cached]
        string Title(int page);

        [Cached]
        Task<string> TitleAsync(int page);
    }

    public sealed class Visits : IVisits
    {
        public int Calls { get; private set; }

        public long Of(int page) => -++Calls;

        public ValueTask<long> OfAsync(int page) => new(Of(page));

        public string Title(int page) => $"{page}, call {++Calls}";

        public Task<string> TitleAsync(int page) => Task.FromResult(Title(page));
    }

    [Test]
    public async Task A_counter_answers_a_method_of_its_key()
    {
        using var container = Build();
        var key = container.Resolve<ICacheKeys>().For<IVisits>(visits => visits.Of(1));
        await container.Resolve<ICacheService>().IncrementAsync(key, 7);
        var visits = container.Resolve<IVisits>();

        Assert.That(visits.Of(1), Is.EqualTo(7));
        Assert.That(await visits.OfAsync(1), Is.EqualTo(7));
    }

    [Test]
    public async Task In_a_unit_of_work_that_has_to_do_with_another_backend_a_hit_is_one()
    {
        using var container = Build(caching => caching.UseMemory().UseMemory("other").DefaultBackend("memory"));
        var visits = container.Resolve<IVisits>();
        var (first, second) = (visits.Title(1), await visits.TitleAsync(2));

        using var unit = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await container.Resolve<ICacheService>().DeleteAsync("k", "other");

        Assert.That(visits.Title(1), Is.EqualTo(first));
        Assert.That(await visits.TitleAsync(2), Is.EqualTo(second));
    }

    private static IContainer Build(Action<CachingBuilder>? configure = null) =>
        Containers.Build(b => b.RegisterType<Visits>().As<IVisits>().SingleInstance().EnableCaching(), configure);
}
