using System.Collections.Concurrent;
using Autofac;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Registration.Tests.Semantics;

/// <summary>A container with caching on a fake clock, and what it logged.</summary>
internal sealed class CacheHost : IDisposable
{
    private readonly LogRecorder _log = new();

    public CacheHost(Action<ContainerBuilder> register, Action<CachingBuilder>? configure = null)
    {
        var builder = new ContainerBuilder();
        builder.AddCaching(caching =>
        {
            caching.UseTimeProvider(Time).UseLoggerFactory(_log);
            configure?.Invoke(caching);
        });
        register(builder);
        Container = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new();

    public IContainer Container { get; }

    public IReadOnlyCollection<string> Log => _log.Lines;

    public ICacheService Cache => Container.Resolve<ICacheService>();

    public ICacheKeys Keys => Container.Resolve<ICacheKeys>();

    /// <summary>Makes a container around one target.</summary>
    public static CacheHost Of<TService>(
        TService target,
        Action<ServicePolicies<TService>>? policies = null,
        Action<CachingBuilder>? configure = null
    )
        where TService : class =>
        new(
            builder =>
            {
                var registration = builder.RegisterInstance<object>(target).As<TService>();
                _ = policies is null ? registration.EnableCaching() : registration.EnableCaching(policies);
            },
            configure
        );

    /// <summary>Returns why a container around one target can't be built.</summary>
    public static string ProblemsOf<TService>(
        TService target,
        Action<ServicePolicies<TService>>? policies = null,
        Action<CachingBuilder>? configure = null
    )
        where TService : class =>
        Assert.Throws<CacheConfigurationException>(() => Of(target, policies, configure).Dispose())!.Message;

    public T Get<T>()
        where T : notnull => Container.Resolve<T>();

    public void Dispose() => Container.Dispose();

    private sealed class LogRecorder : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) { }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{eventId.Id} {formatter(state, exception)}");

        public void Dispose() { }
    }
}
