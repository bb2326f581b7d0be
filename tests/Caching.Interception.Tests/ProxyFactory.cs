using Microsoft.Extensions.Time.Testing;

namespace Caching.Interception.Tests;

/// <summary>A runtime on a fake clock, and proxies of it without any container.</summary>
internal sealed class ProxyFactory : IDisposable
{
    public ProxyFactory(Action<CachingBuilder>? configure = null)
    {
        var builder = new CachingBuilder().UseTimeProvider(Time);
        configure?.Invoke(builder);
        Runtime = new CachingRuntime(builder.Freeze());
    }

    public FakeTimeProvider Time { get; } = new();

    public CachingRuntime Runtime { get; }

    public ServicePlan Plan<TService>(Type implementation, Action<ServicePolicies<TService>>? policies = null)
        where TService : class
    {
        var fluent = new ServicePolicies<TService>();
        policies?.Invoke(fluent);
        var plan = Runtime.Plan(
            new ServiceDescription
            {
                Contracts = [typeof(TService)],
                Implementation = implementation,
                Fluent = [fluent],
            }
        );
        Assert.That(plan.Problems, Is.Empty);
        return plan;
    }

    public TService Wrap<TService>(
        TService target,
        Action<ServicePolicies<TService>>? policies = null,
        Func<Type, object>? scope = null
    )
        where TService : class =>
        (TService)new CachingProxies([typeof(TService)], Plan(target.GetType(), policies)).Wrap(target, scope);

    public void Dispose() => Runtime.Dispose();
}
