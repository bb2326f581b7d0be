using Castle.DynamicProxy;

namespace Caching.Interception.Tests;

/// <summary>The business call may be made on another thread, while the caller still takes its task.</summary>
public sealed class AsyncProceedTests
{
    [Test]
    public async Task A_business_call_on_another_thread_never_hands_its_task_to_the_caller()
    {
        var backend = new GatedBackend();
        using var factory = new ProxyFactory(caching => caching.Use("gated", _ => backend));
        var inner = new TaskCompletionSource<int>();
        var called = new ManualResetEventSlim();
        var target = new Late
        {
            OnTask = _ =>
            {
                called.Set();
                return inner.Task;
            },
        };
        var outer = new Outer(() =>
        {
            // The interceptor has returned an incomplete task; now let the look-up end elsewhere, and the target run.
            _ = Task.Run(backend.Answer);
            Assert.That(called.Wait(TimeSpan.FromSeconds(30)), Is.True);
        });
        var proxy = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<ILate>(
            target,
            outer,
            new CachingInterceptor(new InterceptorPlans(factory.Runtime), _ => null!)
        );

        var task = proxy.TaskAsync(1);
        Assert.That(task, Is.Not.SameAs(inner.Task));
        inner.SetResult(5);

        Assert.That(await task, Is.EqualTo(5));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_value_task_that_is_loaded_on_another_thread_is_consumed_once()
    {
        var backend = new GatedBackend();
        using var factory = new ProxyFactory(caching => caching.Use("gated", _ => backend));
        var source = new OnceSource();
        var called = new ManualResetEventSlim();
        var target = new Late
        {
            OnValueTask = _ =>
            {
                called.Set();
                return new ValueTask<int>(source, 0);
            },
        };
        var outer = new Outer(() =>
        {
            _ = Task.Run(backend.Answer);
            Assert.That(called.Wait(TimeSpan.FromSeconds(30)), Is.True);
        });
        var proxy = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<ILate>(
            target,
            outer,
            new CachingInterceptor(new InterceptorPlans(factory.Runtime), _ => null!)
        );

        Assert.That(await proxy.ValueTaskAsync(1), Is.EqualTo(42));
        Assert.That(source.Consumed, Is.EqualTo(1));
    }

    [Test]
    public async Task The_interceptors_behind_run_once_however_late_the_call_is_made()
    {
        var backend = new GatedBackend();
        using var factory = new ProxyFactory(caching => caching.Use("gated", _ => backend));
        var runs = 0;
        var target = new Late();
        var proxy = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<ILate>(
            target,
            new CachingInterceptor(new InterceptorPlans(factory.Runtime), _ => null!),
            new Outer(() => runs++)
        );

        var task = proxy.TaskAsync(1);
        Assert.That(runs, Is.Zero);
        backend.Answer();

        Assert.That(await task, Is.EqualTo(2));
        Assert.That((runs, target.Calls), Is.EqualTo((1, 1)));
    }

    public interface ILate
    {
        [Cached]
        Task<int> TaskAsync(int x);

        [Cached]
        ValueTask<int> ValueTaskAsync(int x);
    }

    public sealed class Late : ILate
    {
        public int Calls { get; private set; }

        public Func<int, Task<int>>? OnTask { get; set; }

        public Func<int, ValueTask<int>>? OnValueTask { get; set; }

        public Task<int> TaskAsync(int x)
        {
            Calls++;
            return OnTask is null ? Task.FromResult(x + 1) : OnTask(x);
        }

        public ValueTask<int> ValueTaskAsync(int x)
        {
            Calls++;
            return OnValueTask is null ? new ValueTask<int>(x + 1) : OnValueTask(x);
        }
    }

    private sealed class Outer(Action afterProceed) : IInterceptor
    {
        public void Intercept(IInvocation invocation)
        {
            invocation.Proceed();
            afterProceed();
        }
    }
}
