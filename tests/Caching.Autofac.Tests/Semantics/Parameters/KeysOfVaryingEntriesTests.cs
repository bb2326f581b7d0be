using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Keys that a policy names, where entries vary by more than what it can say.</summary>
public sealed class KeysOfVaryingEntriesTests
{
    public sealed class Tenant
    {
        public string Id { get; set; } = "a";
    }

    public interface IPages
    {
        [CacheAside("page:{id}")]
        int Page(int id);

        [InvalidateCache(Keys = ["page:{id}"])]
        void Change(int id);

        [InvalidateCache(Keys = ["page:{result}"])]
        Task<int> CreateAsync();
    }

    private sealed class Pages : IPages
    {
        private static int _calls;

        public int Page(int id) => Interlocked.Increment(ref _calls);

        public void Change(int id) { }

        public Task<int> CreateAsync() => Task.FromResult(1);
    }

    [Test]
    public async Task They_reach_the_entries_of_everybody([Values] bool byContainer, [Values] bool byResult)
    {
        using var host = new CacheHost(
            builder =>
            {
                builder.RegisterType<Tenant>().InstancePerLifetimeScope();
                builder
                    .RegisterType<Pages>()
                    .As<IPages>()
                    .EnableCaching(
                        (ServicePolicies<IPages> policies) =>
                            _ = byContainer ? policies : policies.VaryBy<Tenant>(tenant => tenant.Id)
                    );
            },
            caching => _ = byContainer ? caching.VaryBy<Tenant>(tenant => tenant.Id) : caching
        );
        using var ann = host.Container.BeginLifetimeScope();
        using var bob = host.Container.BeginLifetimeScope();
        bob.Resolve<Tenant>().Id = "b";
        var before = Read();
        Assert.That(Read(), Is.EqualTo(before));

        if (byResult)
        {
            await ann.Resolve<IPages>().CreateAsync();
        }
        else
        {
            ann.Resolve<IPages>().Change(1);
        }

        var after = Read();
        Assert.That(after[..2].Intersect(before), Is.Empty);
        Assert.That(after[2], Is.EqualTo(before[2]), "page 11 is another one");

        int[] Read() => [ann.Resolve<IPages>().Page(1), bob.Resolve<IPages>().Page(1), bob.Resolve<IPages>().Page(11)];
    }
}
