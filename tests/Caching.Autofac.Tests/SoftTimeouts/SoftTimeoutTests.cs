using System.Diagnostics;
using Autofac;
using Caching.Registration.Tests.Refreshing;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Registration.Tests.SoftTimeouts;

public sealed class SoftTimeoutTests : SoftTimeoutFixture
{
    [Test]
    public async Task With_a_last_value_the_load_starts_at_once_and_the_last_value_is_served_when_the_time_is_up()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);

        var call = rates.OfAsync("EUR", default);
        await Second.Reached;
        Pass(seconds: 0.999);
        Assert.That(call.IsCompleted, Is.False);
        Pass(seconds: 0.001);

        Assert.That(await call.InTime(), Is.EqualTo("EUR 1"));
        Second.Open();
        await QuietAsync(container);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"), "what came later was stored");
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_load_in_time_answers_its_caller()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        Second.Open();

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"));
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_result_that_isnt_stored_answers_its_caller_all_the_same()
    {
        await using var container = BuildSoft(policy: policy => policy.Unless((string result) => result == "EUR 2"));
        var rates = await StaleAsync(container);
        Second.Open();

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 2"));
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Without_a_last_value_the_method_runs_on_its_callers_stack()
    {
        await using var container = BuildSoft();
        await using var request = container.BeginLifetimeScope();
        var rates = request.Resolve<IRates>();
        Script.Context.Value = "caller's";
        using var caller = new CancellationTokenSource();

        await rates.OfAsync("EUR", caller.Token);

        Assert.That(Script.Contexts, Is.EqualTo((string[])["caller's"]));
        Assert.That(Script.Tokens, Is.EqualTo((CancellationToken[])[caller.Token]));
        Assert.That(container.Resolve<CachingRuntime>().Background.Count, Is.Zero);
    }

    [Test]
    public async Task The_load_has_a_scope_and_a_token_of_its_own_and_nothing_of_the_caller()
    {
        await using var container = BuildSoft(builder =>
            builder.RegisterType<Rates>().As<IRates>().InstancePerLifetimeScope().EnableCaching(Policies())
        );
        using var caller = new CancellationTokenSource();
        await using (var request = container.BeginLifetimeScope())
        {
            var rates = await StaleAsync(request);
            Script.Context.Value = "caller's";
            using var activity = new Activity("caller's").Start();
            var call = rates.OfAsync("EUR", caller.Token);
            await Second.Reached;
            Pass(seconds: 1);
            await call.InTime();
        }

        var loading = Script.Instances.Last();
        Assert.That((Script.Instances.First().IsDisposed, loading.IsDisposed), Is.EqualTo((true, false)));
        Assert.That((Script.Activities.Last(), Script.Contexts.Last()), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(Script.Tokens.Last().CanBeCanceled && Script.Tokens.Last() != caller.Token);
        Second.Open();
        await QuietAsync(container);
        Assert.That(loading.IsDisposed, "with the load");
    }

    [Test]
    public async Task A_caller_that_gives_up_leaves_the_load_to_the_others()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        using var caller = new CancellationTokenSource();
        var call = rates.OfAsync("EUR", caller.Token);
        await Second.Reached;

        await caller.CancelAsync();

        await Assert.ThatAsync(() => call.InTime(), Throws.InstanceOf<OperationCanceledException>());
        Second.Open();
        await QuietAsync(container);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 2"));
    }

    [Test]
    public async Task Many_callers_share_one_load()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        var calls = Enumerable.Range(0, 64).Select(_ => rates.OfAsync("EUR", default)).ToArray();
        await Second.Reached;

        Pass(seconds: 1);
        Assert.That(await Task.WhenAll(calls).InTime(), Is.All.EqualTo("EUR 1"));

        var late = Enumerable.Range(0, 64).Select(_ => rates.OfAsync("EUR", default)).ToArray();
        Second.Open();
        Assert.That(await Task.WhenAll(late).InTime(), Is.All.EqualTo("EUR 2"), "who comes later waits anew");
        Assert.That(Script.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_load_that_fails_in_time_is_answered_with_the_last_value_as_any_failure_is()
    {
        using var meter = new MeterRecorder();
        await using var container = BuildSoft(configure: caching => caching.UseMemory("soft and failing"));
        var rates = await StaleAsync(container);
        Script.Before = (_, _) => throw new InvalidOperationException("down");

        Assert.That(await rates.OfAsync("EUR", default).InTime(), Is.EqualTo("EUR 1"));
        Assert.That(meter.Sum("caching.stale", "backend=soft and failing", "reason=failure"), Is.EqualTo(1));
        Assert.That(Logs.Named("LastValuesServed").Count(), Is.EqualTo(1));

        Pass(seconds: 1000);
        await Assert.ThatAsync(
            () => rates.OfAsync("EUR", default),
            Throws.InvalidOperationException.With.Message.EqualTo("down"),
            "the last value is too old"
        );
    }

    [Test]
    public async Task A_load_that_fails_when_its_callers_are_gone_is_told_once()
    {
        await using var container = BuildSoft();
        var rates = await StaleAsync(container);
        Script.Before = async (_, _) =>
        {
            await Second.PassAsync();
            throw new InvalidOperationException("down");
        };
        var call = rates.OfAsync("EUR", default);
        await Second.Reached;
        Pass(seconds: 1);
        await call.InTime();
        Second.Open();
        await QuietAsync(container);

        await rates.OfAsync("EUR", default).InTime();

        Assert.That(Logs.Named("LastValuesServed").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task It_is_marked_and_told_once_per_change()
    {
        using var meter = new MeterRecorder();
        await using var container = BuildSoft(configure: caching => caching.UseMemory("soft and late"));
        var rates = await StaleAsync(container);
        using var activity = new Activity("caller's").Start();
        for (var i = 0; i < 3; i++)
        {
            var call = rates.OfAsync("EUR", default);
            await Second.Reached;
            Pass(seconds: 1);
            await call.InTime();
        }

        Assert.That(meter.Sum("caching.stale", "backend=soft and late", "reason=soft-timeout"), Is.EqualTo(3));
        Assert.That(
            activity.Events.Select(each => each.Name),
            Is.EqualTo((string[])["caching.stale", "caching.stale", "caching.stale"])
        );
        Assert.That(Logs.Named("LoadsAreLate").Count(), Is.EqualTo(1));
        Second.Open();
        await QuietAsync(container);
        Pass(seconds: 100);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 3"));
        Assert.That(Logs.Named("LoadsAreInTimeAgain").Count(), Is.EqualTo(1));
    }
}
