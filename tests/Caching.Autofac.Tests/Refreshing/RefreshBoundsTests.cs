using Autofac;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>How many refreshes run, how long, and how they end.</summary>
public sealed class RefreshBoundsTests : RefreshFixture
{
    [Test]
    public async Task When_all_places_are_taken_a_refresh_is_skipped_and_counted()
    {
        using var meter = new MeterRecorder();
        await using var container = Build(configure: caching =>
            caching.UseMemory("two places").BackgroundLoads(loads => loads.MaxConcurrent = 2)
        );
        var rates = container.Resolve<IRates>();
        var gate = new Gate();
        string[] all = ["EUR", "USD", "GBP"];
        foreach (var each in all)
        {
            await rates.OfAsync(each, default);
        }

        Script.Before = (_, _) => gate.PassAsync();
        Pass(seconds: 90);
        foreach (var each in all)
        {
            await rates.OfAsync(each, default).InTime();
        }

        Assert.That(container.Resolve<CachingRuntime>().Background.Count, Is.EqualTo(2));
        gate.Open();
        await QuietAsync(container);
        Assert.That(
            (Script.Calls, meter.Sum("caching.refreshes", "backend=two places", "outcome=skipped")),
            Is.EqualTo((5, 1d))
        );

        await rates.OfAsync("GBP", default);
        await QuietAsync(container);
        Assert.That(Script.Calls, Is.EqualTo(6), "the next hit makes up for it");
    }

    [Test]
    public async Task Past_the_deadline_a_refresh_is_cancelled_and_holds_nobody_up()
    {
        await using var container = Build();
        var rates = container.Resolve<IRates>();
        var hanging = new Gate();
        await rates.OfAsync("EUR", default);
        Script.Before = (call, _) => call == 2 ? hanging.PassAsync() : Task.CompletedTask;
        Pass(seconds: 80);
        await rates.OfAsync("EUR", default);
        await hanging.Reached;

        Pass(seconds: 20);
        var waiting = rates.OfAsync("EUR", default);
        Assert.That(waiting.IsCompleted, Is.False, "the entry is over, and the refresh loads the next one");
        Pass(seconds: 10);

        Assert.That(await waiting.InTime(), Is.EqualTo("EUR 3"), "who waited for it loads himself");
        Assert.That(Script.Tokens.ElementAt(1).IsCancellationRequested);
        var instance = Script.Instances.ElementAt(1);
        Assert.That(instance.IsDisposed, Is.False, "its scope doesn't end under it");
        hanging.Open();
        await QuietAsync(container);
        Assert.That(instance.IsDisposed);
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 3"), "and it published nothing");
    }

    [Test]
    public async Task The_end_of_the_container_cancels_refreshes_and_waits_for_them()
    {
        var container = Build(builder =>
        {
            builder.RegisterType<Connection>().SingleInstance();
            builder.RegisterType<ConnectedRates>().As<IRates>().EnableCaching();
        });
        var rates = container.Resolve<IRates>();
        var connection = container.Resolve<Connection>();
        var (begun, cleanUp) = (new Gate(), new Gate());
        begun.Open();
        await rates.OfAsync("EUR", default);
        Script.Before = async (_, token) =>
        {
            await begun.PassAsync();
            await new TaskCompletionSource()
                .Task.WaitAsync(token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await cleanUp.PassAsync();
            connection.Use();
        };
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await begun.Reached;

        var ending = container.DisposeAsync().AsTask();
        await cleanUp.Reached;
        Assert.That((ending.IsCompleted, connection.IsDisposed), Is.EqualTo((false, false)), "it is waited for");
        cleanUp.Open();
        await ending.InTime();

        Assert.That((connection.IsDisposed, connection.UsesAfterTheEnd), Is.EqualTo((true, 0)));
        Assert.That(Logs.Named("RefreshFails"), Is.Empty);
    }

    [Test]
    public async Task The_end_of_the_container_doesnt_wait_for_ever()
    {
        var container = Build();
        var rates = container.Resolve<IRates>();
        var hanging = new Gate();
        await rates.OfAsync("EUR", default);
        Script.Before = (_, _) => hanging.PassAsync();
        Pass(seconds: 90);
        await rates.OfAsync("EUR", default);
        await hanging.Reached;

        var ending = container.DisposeAsync().AsTask();
        Assert.That(ending.IsCompleted, Is.False);
        Pass(seconds: 5);
        await ending.InTime();
        hanging.Open();
    }

    private sealed class Connection : IDisposable
    {
        private int _uses;

        public bool IsDisposed { get; private set; }

        public int UsesAfterTheEnd => _uses;

        public void Use() => _uses += IsDisposed ? 1 : 0;

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ConnectedRates(RatesScript script, Connection connection) : IRates
    {
        public async Task<string> OfAsync(string currency, CancellationToken cancellationToken)
        {
            connection.Use();
            await script.Before(1, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return currency;
        }

        public ValueTask<string> LatestAsync(int id) => new("");

        public string Of(int id) => "";
    }
}
