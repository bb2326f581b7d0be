using System.Diagnostics;
using Autofac;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Registration.Tests.Refreshing;

public sealed class RefreshAheadTests : RefreshFixture
{
    [Test]
    public async Task A_hit_past_the_fraction_is_answered_at_once_and_loads_anew_in_the_background()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        var gate = new Gate();
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 1"));
        Script.Before = (_, _) => gate.PassAsync();

        Pass(seconds: 79);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 1"));
        Assert.That(container.Resolve<CachingRuntime>().Background.Count, Is.Zero, "not due yet");

        Pass(seconds: 1);
        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 1"), "the old value, at once");
        await gate.Reached;
        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 1"), "others keep hitting");
        gate.Open();
        await QuietAsync(container);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"));

        Pass(seconds: 79);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"), "a time to live of its own");
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Synchronous_and_value_task_methods_are_refreshed_too()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        Assert.That((rates.Of(1), await rates.LatestAsync(2)), Is.EqualTo(("1 1", "2 2")));

        Pass(seconds: 80);
        Assert.That(rates.Of(1), Is.EqualTo("1 1"));
        await QuietAsync(container);
        Assert.That(await rates.LatestAsync(2), Is.EqualTo("2 2"));
        await QuietAsync(container);

        Assert.That((rates.Of(1), await rates.LatestAsync(2)), Is.EqualTo(("1 3", "2 4")));
    }

    [Test]
    public async Task Of_many_callers_past_the_fraction_one_starts_a_load()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        var gate = new Gate();
        await rates.OfAsync("EUR", default);
        Script.Before = (_, _) => gate.PassAsync();
        Pass(seconds: 90);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => rates.OfAsync("EUR", default)))).InTime();
        await gate.Reached;
        Assert.That(container.Resolve<CachingRuntime>().Background.Count, Is.EqualTo(1), "and takes one place");
        gate.Open();
        await QuietAsync(container);

        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Who_waits_for_a_refresh_that_fails_loads_for_himself()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        var gate = new Gate();
        await rates.OfAsync("EUR", default);
        Script.Before = async (call, _) =>
        {
            if (call == 2)
            {
                await gate.PassAsync();
                throw new InvalidOperationException("the refresh's own");
            }
        };
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await gate.Reached;
        Pass(seconds: 10);
        var waiting = rates.OfAsync("EUR", default);
        Assert.That(waiting.IsCompleted, Is.False, "the entry is over, and the refresh loads the next one");

        gate.Open();

        Assert.That(await waiting.InTime(), Is.EqualTo("EUR 3"));
    }

    [Test]
    public async Task It_runs_on_an_instance_of_a_scope_of_its_own_which_ends_with_it()
    {
        await using var container = Build(builder =>
            builder.RegisterType<Rates>().As<IRates>().InstancePerLifetimeScope().EnableCaching()
        );
        var gate = new Gate();
        await using (var request = container.BeginLifetimeScope())
        {
            var rates = request.Resolve<IRates>();
            await rates.OfAsync("EUR", default);
            Script.Before = (_, _) => gate.PassAsync();
            Pass(seconds: 90);
            await rates.OfAsync("EUR", default);
        }

        await gate.Reached;
        var (first, refreshing) = (Script.Instances.First(), Script.Instances.Last());
        Assert.That((first.IsDisposed, refreshing.IsDisposed), Is.EqualTo((true, false)));
        gate.Open();
        await QuietAsync(container);

        Assert.That(refreshing.IsDisposed, "with the load");
        Assert.That(await container.Resolve<IRates>().OfAsync("EUR", default), Is.EqualTo("EUR 2"), "and it stored");
    }

    [Test]
    public async Task It_has_nothing_of_the_caller()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        using var caller = new CancellationTokenSource();
        await rates.OfAsync("EUR", caller.Token);
        Pass(seconds: 90);

        Script.Context.Value = "caller's";
        using (var activity = new Activity("caller's").Start())
        {
            await rates.OfAsync("EUR", caller.Token);
        }

        await QuietAsync(container);
        Assert.That(Script.Calls, Is.EqualTo(2));
        Assert.That((Script.Activities.Last(), Script.Contexts.Last()), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(Script.Tokens.Last().CanBeCanceled && Script.Tokens.Last() != caller.Token);
    }

    [Test]
    public async Task A_refresh_that_fails_changes_nothing_and_is_told_once()
    {
        using var meter = new MeterRecorder();
        await using var container = Build(configure: caching => caching.UseMemory("failing refreshes"));
        var rates = container.Resolve<IRates>();
        await rates.OfAsync("EUR", default);
        Script.Before = (_, _) => throw new InvalidOperationException("down");

        for (var second = 80; second < 100; second++)
        {
            Pass(seconds: second == 80 ? 80 : 1);
            Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 1"));
            await QuietAsync(container);
        }

        Assert.That(Script.Calls, Is.InRange(2, 5), "four attempts at the most");
        Assert.That(Logs.Named("RefreshFails").Count(), Is.EqualTo(1));
        Assert.That(
            meter.Sum("caching.refreshes", "backend=failing refreshes", "outcome=failed"),
            Is.EqualTo(Script.Calls - 1)
        );

        Script.Before = (_, _) => Task.CompletedTask;
        Pass(seconds: 1);
        await rates.OfAsync("EUR", default);
        Pass(seconds: 80);
        await rates.OfAsync("EUR", default);
        await QuietAsync(container);
        Assert.That(Logs.Named("RefreshesWorkAgain").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_invalidated_during_a_refresh_isnt_stored()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        var gate = new Gate();
        await rates.OfAsync("EUR", default);
        Script.Before = (call, _) => call == 2 ? gate.PassAsync() : Task.CompletedTask;
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await gate.Reached;

        await container.Resolve<ICacheService>().ClearAsync();
        gate.Open();
        await QuietAsync(container);

        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 3"));
    }
}
