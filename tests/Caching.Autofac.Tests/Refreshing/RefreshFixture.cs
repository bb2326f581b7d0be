using Autofac;
using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>A container on a fake clock whose background loads can be waited for.</summary>
public abstract class RefreshFixture
{
    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected RatesScript Script { get; private set; } = null!;

    private protected RecordingLoggerFactory Logs { get; private set; } = null!;

    [SetUp]
    public void Begin()
    {
        Time = new FakeTimeProvider();
        Script = new RatesScript();
        Logs = new RecordingLoggerFactory();
    }

    [TearDown]
    public void End() => Logs.Dispose();

    private protected IContainer Build(
        Action<ContainerBuilder>? register = null,
        Action<CachingBuilder>? configure = null
    )
    {
        register ??= static builder => builder.RegisterType<Rates>().As<IRates>().EnableCaching();
        return Containers.Build(
            builder =>
            {
                builder.RegisterInstance(Script);
                register(builder);
            },
            caching =>
            {
                caching.UseTimeProvider(Time).UseLoggerFactory(Logs);
                configure?.Invoke(caching);
            }
        );
    }

    private protected void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits until nothing runs in the background.</summary>
    private protected static async Task QuietAsync(IContainer container)
    {
        var loads = container.Resolve<CachingRuntime>().Background;
        await Task.WhenAll(loads.Ends).InTime();
    }
}
