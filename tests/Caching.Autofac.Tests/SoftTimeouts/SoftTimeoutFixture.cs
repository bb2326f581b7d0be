using Autofac;
using Caching.Registration.Tests.Refreshing;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.SoftTimeouts;

/// <summary>Rates that live for 100 seconds, are last values for 1 000 more, and are waited for one second then.</summary>
public abstract class SoftTimeoutFixture : RefreshFixture
{
    private protected static readonly TimeSpan Soft = TimeSpan.FromSeconds(1);

    /// <summary>Gets where the second call of the source waits.</summary>
    private protected Gate Second { get; private set; } = null!;

    [SetUp]
    public void CloseTheGate() => Second = new Gate();

    private protected IContainer BuildSoft(
        Action<ContainerBuilder>? register = null,
        Action<CachingBuilder>? configure = null,
        Action<CachedPolicyBuilder>? policy = null
    ) =>
        Build(
            register ?? (builder => builder.RegisterType<Rates>().As<IRates>().EnableCaching(Policies(policy))),
            configure
        );

    private protected static Action<ServicePolicies<IRates>> Policies(Action<CachedPolicyBuilder>? policy = null) =>
        policies =>
            policies.Cached(
                rates => rates.OfAsync(Arg.Any<string>(), Arg.Any<CancellationToken>()),
                said =>
                {
                    said.RefreshAhead(0).Tags("rates").StaleOnError(TimeSpan.FromSeconds(1000)).SoftTimeout(Soft);
                    policy?.Invoke(said);
                }
            );

    /// <summary>Stores "EUR 1", lets its time to live run out, and makes the next call of the source wait at the gate.</summary>
    private protected async Task<IRates> StaleAsync(ILifetimeScope scope)
    {
        var rates = scope.Resolve<IRates>();
        Assert.That(await rates.OfAsync("EUR", default), Is.EqualTo("EUR 1"));
        Pass(seconds: 100);
        Script.Before = (call, token) => call == 2 ? Second.PassOrGiveUpAsync(token) : Task.CompletedTask;
        return rates;
    }
}
