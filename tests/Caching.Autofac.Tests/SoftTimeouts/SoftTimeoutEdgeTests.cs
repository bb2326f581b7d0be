using System.Transactions;
using Autofac;
using Caching.Registration.Tests.Refreshing;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.SoftTimeouts;

/// <summary>Where the last value, the background or the time isn't to be had.</summary>
public sealed class SoftTimeoutEdgeTests : SoftTimeoutFixture
{
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    public async Task What_was_invalidated_while_a_caller_waited_isnt_served(string by)
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        var call = rates.OfAsync("EUR", default);
        await Second.Reached;

        await InvalidateAsync(container, by);
        Pass(seconds: 1);

        Assert.That(await call.InTime(), Is.EqualTo("EUR 3"), "it loads for itself");
        Second.Open();
        await QuietAsync(container);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 3"), "and the old load stored nothing");
    }

    [Test]
    public async Task A_last_value_that_grows_too_old_while_a_caller_waits_isnt_served()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        Pass(seconds: 999.5);
        var call = rates.OfAsync("EUR", default);
        await Second.Reached;

        Pass(seconds: 1);
        Assert.That(call.IsCompleted, Is.False, "it joins the load");
        Second.Open();

        Assert.That(await call.InTime(), Is.EqualTo("EUR 2"));
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Where_all_places_are_taken_the_method_runs_on_its_callers_stack()
    {
        await using var container = BuildSoft(configure: caching =>
            caching.BackgroundLoads(loads => loads.MaxConcurrent = 0)
        );
        var rates = await StaleAsync(container);
        Second.Open();
        Script.Context.Value = "caller's";

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        Assert.That(Script.Contexts.Last(), Is.EqualTo("caller's"));
    }

    [Test]
    public async Task So_it_does_where_only_callers_scopes_can_resolve_the_service_and_that_is_told_once()
    {
        await using var container = BuildSoft(builder =>
            builder
                .RegisterType<Rates>()
                .As<IRates>()
                .InstancePerMatchingLifetimeScope("request")
                .EnableCaching(Policies())
        );
        await using var request = container.BeginLifetimeScope("request");
        var rates = await StaleAsync(request);
        Second.Open();

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        Pass(seconds: 100);
        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 3"));
        Assert.That(Logs.Named("LoadUnresolved").Count(), Is.EqualTo(1));
        Assert.That(Logs.Named("LastValuesServed"), Is.Empty);
    }

    [Test]
    public async Task So_it_does_in_a_transaction_whose_uncommitted_work_only_its_caller_sees()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        Second.Open();
        Script.Context.Value = "caller's";
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        }

        Assert.That(Script.Contexts.Last(), Is.EqualTo("caller's"));
        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 3"), "nothing was stored");
    }

    [Test]
    public async Task Hits_only_means_hits_only()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        using var only = CachingScope.Only();

        await Assert.ThatAsync(() => rates.OfAsync("EUR", default), Throws.InstanceOf<CacheMissException>());
        Assert.That(Script.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_load_that_asks_for_itself_is_a_clear_error()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        Exception? inner = null;
        Script.Before = async (_, _) => inner = await Assert.CatchAsync(() => rates.OfAsync("EUR", default).InTime());

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        Assert.That(inner, Is.InstanceOf<CacheOperationException>());
        Assert.That(inner!.Message, Does.Contain("waits for itself"));
    }

    [Test]
    public async Task Loads_that_need_each_other_get_each_others_last_values()
    {
        await using var container = BuildSoft();
        var rates = container.Resolve<IRates>();
        await rates.OfAsync("EUR", default);
        await rates.OfAsync("USD", default);
        Pass(seconds: 100);
        var (inside, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        var count = 0;
        Script.Before = async (call, _) =>
        {
            await (call == 3 ? inside.Task.InTime() : Task.Run(inside.SetResult));
            var needed = rates.OfAsync(Script.Arguments.ElementAt(call == 3 ? 3 : 2), default);
            if (Interlocked.Increment(ref count) == 2)
            {
                asked.SetResult();
            }

            await needed.InTime();
        };
        var (one, other) = (rates.OfAsync("EUR", default), rates.OfAsync("USD", default));
        await asked.Task.InTime();

        Pass(seconds: 1);

        Assert.That((await one.InTime(), await other.InTime()), Is.EqualTo(("EUR 1", "USD 2")));
        await QuietAsync(container);
        Assert.That(Script.Calls, Is.EqualTo(4));
    }

    [Test]
    public async Task The_hard_timeout_ends_the_background_load_too()
    {
        await using var container = BuildSoft(policy: policy => policy.HardTimeout(TimeSpan.FromSeconds(5)));
        var rates = await StaleAsync(container);
        var call = rates.OfAsync("EUR", default);
        await Second.Reached;
        Pass(seconds: 1);
        await call.InTime();

        Pass(seconds: 4);

        await QuietAsync(container);
        Assert.That(Script.Tokens.Last().IsCancellationRequested);
        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 3"));
    }

    [Test]
    public async Task The_end_of_the_container_ends_the_load()
    {
        var container = BuildSoft();
        var rates = await StaleAsync(container);
        var call = rates.OfAsync("EUR", default);
        await Second.Reached;
        Pass(seconds: 1);
        await call.InTime();

        await container.DisposeAsync().AsTask().InTime();

        Assert.That(Script.Tokens.Last().IsCancellationRequested);
        Assert.That(Logs.Named("LastValuesServed"), Is.Empty);
    }

    private static async Task InvalidateAsync(IContainer container, string by)
    {
        var cache = container.Resolve<ICacheService>();
        switch (by)
        {
            case "tag":
                await cache.InvalidateTagsAsync(["rates"]);
                break;
            case "pattern":
                await cache.InvalidatePatternAsync("*EUR*");
                break;
            default:
                await cache.ClearAsync();
                break;
        }
    }
}
