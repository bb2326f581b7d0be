using Autofac;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>That a refresh is a call of the very registration whose entry it refreshes.</summary>
public sealed class RefreshRegistrationTests : RefreshFixture
{
    public interface IPriced<T>
    {
        [Cached(TtlSeconds = 100, RefreshAhead = 0.5)]
        Task<string> PriceAsync(int id);
    }

    public interface IAny
    {
        [Cached(TtlSeconds = 100, RefreshAhead = 0.5)]
        Task<string> NameAsync<T>(int id);
    }

    [Test]
    public async Task Of_keyed_services_the_right_one_is_refreshed()
    {
        await using var container = Build(builder =>
        {
            builder.Register(_ => new Priced("first")).Keyed<IPriced<int>>("first").EnableCaching();
            builder.Register(_ => new Priced("second")).Named<IPriced<int>>("second").EnableCaching();
            builder.Register(_ => new Priced("plain")).As<IPriced<int>>().EnableCaching();
        });
        IPriced<int>[] all =
        [
            container.ResolveKeyed<IPriced<int>>("first"),
            container.ResolveNamed<IPriced<int>>("second"),
            container.Resolve<IPriced<int>>(),
        ];
        var before = await Task.WhenAll(all.Select(each => each.PriceAsync(1)));
        await RefreshAsync(container, () => Task.WhenAll(all.Select(each => each.PriceAsync(1))));

        var after = await Task.WhenAll(all.Select(each => each.PriceAsync(1)));

        Assert.That(before, Is.EqualTo((string[])["first 1", "second 1", "plain 1"]));
        Assert.That(after, Is.EqualTo((string[])["first 2", "second 2", "plain 2"]));
    }

    [Test]
    public async Task Open_generics_and_generic_methods_are_refreshed_as_they_were_closed()
    {
        await using var container = Build(builder =>
        {
            builder.RegisterGeneric(typeof(PricedOf<>)).As(typeof(IPriced<>)).EnableCaching();
            builder.RegisterType<Any>().As<IAny>().EnableCaching();
        });
        var (priced, any) = (container.Resolve<IPriced<long>>(), container.Resolve<IAny>());
        var before = (await priced.PriceAsync(1), await any.NameAsync<string>(1));
        await RefreshAsync(container, async () => (await priced.PriceAsync(1), await any.NameAsync<string>(1)));

        var after = (await priced.PriceAsync(1), await any.NameAsync<string>(1));

        Assert.That(before.Item1 != after.Item1 && before.Item2 != after.Item2);
        Assert.That((after.Item1[..5], after.Item2[..6]), Is.EqualTo(("Int64", "String")));
    }

    [Test]
    public async Task What_decorates_the_proxy_doesnt_see_the_refresh()
    {
        await using var container = Build(builder =>
        {
            builder.RegisterGeneric(typeof(PricedOf<>)).As(typeof(IPriced<>)).EnableCaching();
            builder.RegisterDecorator<Counting, IPriced<int>>();
        });
        Counting.Calls = 0;
        var priced = container.Resolve<IPriced<int>>();
        var before = await priced.PriceAsync(1);
        await RefreshAsync(container, () => priced.PriceAsync(1));

        Assert.That(await priced.PriceAsync(1), Is.Not.EqualTo(before));
        Assert.That(Counting.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task A_service_that_only_callers_scopes_can_resolve_isnt_refreshed_and_that_is_told_once()
    {
        await using var container = Build(builder =>
            builder.RegisterType<Rates>().As<IRates>().InstancePerMatchingLifetimeScope("request").EnableCaching()
        );
        await using var request = container.BeginLifetimeScope("request");
        var rates = request.Resolve<IRates>();
        await rates.OfAsync("EUR", default);
        for (var i = 0; i < 9; i++)
        {
            Pass(seconds: i == 0 ? 81 : 2);
            Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 1"));
            await QuietAsync(container);
        }

        Pass(seconds: 5);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"), "it simply expired");
        Assert.That(Logs.Named("RefreshUnresolved").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_registration_of_a_child_scope_is_refreshed_there_and_ends_with_it()
    {
        await using var container = Build(static _ => { });
        var tenant = container.BeginLifetimeScope(builder =>
            builder
                .RegisterType<Rates>()
                .As<IRates>()
                .EnableCaching((ServicePolicies<IRates> policies) => policies.Identity("tenant"))
        );
        var rates = tenant.Resolve<IRates>();
        await rates.OfAsync("EUR", default);
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await QuietAsync(container);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"));

        var (begun, cleanUp) = (new Gate(), new Gate());
        begun.Open();
        Script.Before = async (_, token) =>
        {
            await begun.PassAsync();
            await new TaskCompletionSource()
                .Task.WaitAsync(token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await cleanUp.PassAsync();
        };
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await begun.Reached;
        var ending = tenant.DisposeAsync().AsTask();
        await cleanUp.Reached;
        Assert.That(ending.IsCompleted, Is.False);
        cleanUp.Open();
        await ending.InTime();
    }

    private async Task RefreshAsync<T>(IContainer container, Func<Task<T>> call)
    {
        Pass(seconds: 50);
        await call();
        await QuietAsync(container);
    }

    private sealed class Priced(string name) : IPriced<int>
    {
        public static System.Collections.Concurrent.ConcurrentDictionary<string, int> Made { get; } = new();

        public Task<string> PriceAsync(int id) =>
            Task.FromResult($"{name} {Made.AddOrUpdate(name, 1, static (_, count) => count + 1)}");
    }

    private sealed class PricedOf<T> : IPriced<T>
    {
        public Task<string> PriceAsync(int id) => Task.FromResult($"{typeof(T).Name} {Guid.NewGuid()}");
    }

    private sealed class Any : IAny
    {
        public Task<string> NameAsync<T>(int id) => Task.FromResult($"{typeof(T).Name} {Guid.NewGuid()}");
    }

    private sealed class Counting(IPriced<int> inner) : IPriced<int>
    {
        public static int Calls { get; set; }

        public Task<string> PriceAsync(int id)
        {
            Calls++;
            return inner.PriceAsync(id);
        }
    }
}
