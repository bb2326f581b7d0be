using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>VaryBy: two tenants in two scopes, said per method, service and container.</summary>
public sealed class VaryByTests
{
    public sealed class Tenant
    {
        public string Id { get; set; } = "";

        public string Culture { get; set; } = "en";
    }

    public interface IPages
    {
        int Cached(int id);
        Task<int> CachedAsync(int id);
        int Aside(int id);
        int Memoized(int id);
        void Change(int id);
    }

    public interface IAttributedPages
    {
        [Cached]
        [VaryBy(typeof(Tenant), nameof(Tenant.Id))]
        int Cached(int id);
    }

    [VaryBy(typeof(Tenant), nameof(Tenant.Id))]
    public interface IAttributedService
    {
        [Cached]
        int Cached(int id);
    }

    private sealed class Pages(Tenant tenant) : IPages, IAttributedPages, IAttributedService
    {
        private static int _calls;

        public int Cached(int id) => (Interlocked.Increment(ref _calls) * 10) + tenant.Id.Length;

        public Task<int> CachedAsync(int id) => Task.FromResult(Cached(id));

        public int Aside(int id) => Cached(id);

        public int Memoized(int id) => Cached(id);

        public void Change(int id) { }
    }

    private static readonly (string Name, Func<IPages, Task<int>> Call)[] Reads =
    [
        ("cached", pages => Task.FromResult(pages.Cached(1))),
        ("cached async", pages => pages.CachedAsync(1)),
        ("aside", pages => Task.FromResult(pages.Aside(1))),
        ("memoize", pages => Task.FromResult(pages.Memoized(1))),
    ];

    private static IEnumerable<TestCaseData> Levels() =>
        from level in new[] { "method", "service", "container" }
        from read in Reads
        select new TestCaseData(level, read.Call).SetArgDisplayNames(level, read.Name);

    [TestCaseSource(nameof(Levels))]
    public async Task Tenants_do_not_share_and_one_tenants_scopes_do(string level, Func<IPages, Task<int>> call)
    {
        using var host = Host(level);
        using var ann = Scope(host, "a");
        using var bob = Scope(host, "bo");
        using var annAgain = Scope(host, "a");

        var anns = await call(ann.Resolve<IPages>());
        var bobs = await call(bob.Resolve<IPages>());

        Assert.That((anns % 10, bobs % 10), Is.EqualTo((1, 2)));
        Assert.That(await call(annAgain.Resolve<IPages>()), Is.EqualTo(anns));
        Assert.That(await call(bob.Resolve<IPages>()), Is.EqualTo(bobs));
    }

    [Test]
    public void The_value_is_read_on_each_call()
    {
        using var host = Host("service");
        using var scope = Scope(host, "a");
        var pages = scope.Resolve<IPages>();
        var first = pages.Cached(1);

        scope.Resolve<Tenant>().Id = "bo";

        Assert.That(pages.Cached(1), Is.Not.EqualTo(first));
    }

    [Test]
    public void Attributes_say_it_too()
    {
        using var host = new CacheHost(builder =>
        {
            builder.RegisterType<Tenant>().InstancePerLifetimeScope();
            builder.RegisterType<Pages>().As<IAttributedPages>().EnableCaching();
            builder
                .RegisterType<Pages>()
                .As<IAttributedService>()
                .EnableCaching((ServicePolicies<IAttributedService> policies) => policies.Identity("other"));
        });
        using var ann = Scope(host, "a");
        using var bob = Scope(host, "bo");

        Assert.That(
            bob.Resolve<IAttributedPages>().Cached(1),
            Is.Not.EqualTo(ann.Resolve<IAttributedPages>().Cached(1))
        );
        Assert.That(
            bob.Resolve<IAttributedService>().Cached(1),
            Is.Not.EqualTo(ann.Resolve<IAttributedService>().Cached(1))
        );
    }

    [TestCase("entry")]
    [TestCase("entries")]
    public void An_invalidated_entry_is_gone_for_every_tenant(string by)
    {
        using var host = Host(
            "service",
            policies =>
                policies.InvalidateCache(
                    p => p.Change(default),
                    policy =>
                        _ =
                            by == "entry"
                                ? policy.Entry((int id) => p => p.Cached(id)).Entry((int id) => p => p.Aside(id))
                                : policy.Entries(p => p.Cached(Arg.Any<int>())).Entries(p => p.Aside(Arg.Any<int>()))
                )
        );
        using var ann = Scope(host, "a");
        using var bob = Scope(host, "bo");
        var before = Read(ann).Concat(Read(bob)).ToArray();
        Assert.That(Read(ann).Concat(Read(bob)), Is.EqualTo(before));

        ann.Resolve<IPages>().Change(1);

        Assert.That(Read(ann).Concat(Read(bob)).Intersect(before), Is.Empty);

        static int[] Read(ILifetimeScope scope) =>
            [scope.Resolve<IPages>().Cached(1), scope.Resolve<IPages>().Aside(1)];
    }

    [Test]
    public async Task Its_value_is_part_of_the_key_that_ICacheKeys_writes()
    {
        using var host = Host("service");
        using var ann = Scope(host, "a");
        using var bob = Scope(host, "bo");
        var (anns, bobs) = (ann.Resolve<IPages>().Cached(1), bob.Resolve<IPages>().Cached(1));

        await host.Cache.DeleteAsync(host.Keys.For<IPages>(p => p.Cached(1), varyBy: ["a"]));

        Assert.That(ann.Resolve<IPages>().Cached(1), Is.Not.EqualTo(anns));
        Assert.That(bob.Resolve<IPages>().Cached(1), Is.EqualTo(bobs));
    }

    [Test]
    public void A_single_instance_could_not_tell_tenants_apart_and_says_so()
    {
        var thrown = Assert.Throws<CacheConfigurationException>(() =>
            new CacheHost(builder =>
            {
                builder.RegisterType<Tenant>().InstancePerLifetimeScope();
                builder.RegisterType<Pages>().As<IAttributedPages>().SingleInstance().EnableCaching();
            }).Dispose()
        );

        Assert.That(thrown!.Message, Does.Contain("single instance"));
    }

    private static ILifetimeScope Scope(CacheHost host, string tenant)
    {
        var scope = host.Container.BeginLifetimeScope();
        scope.Resolve<Tenant>().Id = tenant;
        return scope;
    }

    private static CacheHost Host(string level, Action<ServicePolicies<IPages>>? more = null) =>
        new(
            builder =>
            {
                builder.RegisterType<Tenant>().InstancePerLifetimeScope();
                builder
                    .RegisterType<Pages>()
                    .As<IPages>()
                    .EnableCaching(
                        (ServicePolicies<IPages> policies) =>
                        {
                            Policies(policies, level);
                            more?.Invoke(policies);
                        }
                    );
            },
            caching =>
            {
                if (level == "container")
                {
                    caching.VaryBy<Tenant>(tenant => tenant.Id);
                }
            }
        );

    private static void Policies(ServicePolicies<IPages> policies, string level)
    {
        var onMethod = level == "method";
        policies
            .Cached(p => p.Cached(default), policy => _ = onMethod ? policy.VaryBy<Tenant>(t => t.Id) : policy)
            .Cached(p => p.CachedAsync(default), policy => _ = onMethod ? policy.VaryBy<Tenant>(t => t.Id) : policy)
            .CacheAside(
                p => p.Aside(default),
                "aside:{id}",
                policy => _ = onMethod ? policy.VaryBy<Tenant>(t => t.Id) : policy
            )
            .Memoize(p => p.Memoized(default), policy => _ = onMethod ? policy.VaryBy<Tenant>(t => t.Id) : policy);
        if (level == "service")
        {
            policies.VaryBy<Tenant>(tenant => tenant.Id);
        }
    }
}
