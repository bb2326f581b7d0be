using Caching.Registration.Tests.Semantics;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>Threads, contexts and tasks.</summary>
public sealed class AsyncPitfallTests
{
    public interface IStore
    {
        [Cached]
        Task<int> ReadAsync(int id);

        [Cached]
        ValueTask<int> ReadValueAsync(int id);

        [Memoize]
        int Read(int id);

        [InvalidateCache(Tags = ["all"])]
        Task<int> WriteAsync(int id);

        [Cached]
        T Echo<T>(T value);

        [Cached]
        Task<T> EchoAsync<T>(T value);
    }

    private sealed class Store : IStore
    {
        public int Calls { get; private set; }

        public List<SynchronizationContext?> Contexts { get; } = [];

        public Func<int, Task<int>>? OnRead { get; set; }

        public Task<int> ReadAsync(int id)
        {
            Contexts.Add(SynchronizationContext.Current);
            Calls++;
            return OnRead?.Invoke(id) ?? Task.FromResult(Calls);
        }

        public ValueTask<int> ReadValueAsync(int id) => new(ReadAsync(id));

        public int Read(int id) => ++Calls;

        public Task<int> WriteAsync(int id) => ReadAsync(id);

        public T Echo<T>(T value)
        {
            Calls++;
            return value;
        }

        public Task<T> EchoAsync<T>(T value) => Task.FromResult(Echo(value));
    }

    private static IEnumerable<TestCaseData> AsyncCalls()
    {
        yield return Call("task", store => store.ReadAsync(1));
        yield return Call("value task", store => store.ReadValueAsync(1).AsTask());
        yield return Call("invalidation", store => store.WriteAsync(1));

        static TestCaseData Call(string name, Func<IStore, Task<int>> call) =>
            new TestCaseData(call).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(AsyncCalls))]
    public async Task A_slow_backend_leaves_the_callers_thread_free_E1(Func<IStore, Task<int>> call)
    {
        var gate = new Gate();
        using var backend = new OuterSyncBackend { Delay = _ => gate.PassAsync() };
        using var host = CacheHost.Of<IStore>(new Store(), null, caching => caching.Use("slow", _ => backend));
        using var thread = new OneThread();
        var store = host.Get<IStore>();

        var slow = thread.RunAsync(() => call(store));
        await gate.Entered;
        Assert.That(await thread.RunAsync(() => Task.FromResult(1)), Is.EqualTo(1), "the thread does other work");
        Assert.That(slow.IsCompleted, Is.False);

        gate.Open();
        Assert.That(await slow, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(AsyncCalls))]
    public async Task The_business_call_stays_on_the_callers_context_E24(Func<IStore, Task<int>> call)
    {
        using var backend = new OuterSyncBackend { Delay = _ => Task.Run(static () => { }) };
        var target = new Store();
        using var host = CacheHost.Of<IStore>(target, null, caching => caching.Use("slow", _ => backend));
        using var thread = new OneThread();
        var store = host.Get<IStore>();

        await thread.RunAsync(() => call(store));

        Assert.That(target.Contexts, Is.EqualTo(new[] { thread }));
    }

    [Test]
    public async Task A_synchronous_method_works_on_a_thread_with_a_context_N2()
    {
        var target = new Store();
        using var host = CacheHost.Of<IStore>(target);
        using var thread = new OneThread();
        var store = host.Get<IStore>();

        var results = await thread.RunAsync(() => Task.FromResult(store.Read(1) + store.Read(1)));

        Assert.That((results, target.Calls), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_failure_is_caught_by_its_own_type_where_it_is_awaited_E2()
    {
        var target = new Store { OnRead = _ => Task.FromException<int>(new FormatException("mine")) };
        using var host = CacheHost.Of<IStore>(target);
        var task = host.Get<IStore>().ReadAsync(1);

        try
        {
            await task;
            Assert.Fail("Nothing was thrown.");
        }
        catch (FormatException caught)
        {
            Assert.That(caught.Message, Is.EqualTo("mine"));
            Assert.That(
                caught.StackTrace,
                Does.Contain(nameof(IStore.ReadAsync)).Or.Contain(nameof(AsyncPitfallTests))
            );
        }
    }

    [Test]
    public async Task Results_of_types_that_nobody_else_can_name_work_E24()
    {
        var target = new Store();
        using var host = CacheHost.Of<IStore>(target);
        var store = host.Get<IStore>();

        Assert.That(store.Echo(new Hidden(1)), Is.EqualTo(new Hidden(1)));
        Assert.That(store.Echo(new Hidden(1)), Is.EqualTo(new Hidden(1)));
        Assert.That(await store.EchoAsync(new Hidden(1)), Is.EqualTo(new Hidden(1)));
        Assert.That(await store.EchoAsync(new Hidden(1)), Is.EqualTo(new Hidden(1)));
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_load_that_its_caller_no_longer_waits_for_is_stored_E29()
    {
        var gate = new Gate();
        var target = new Store
        {
            OnRead = async _ =>
            {
                await gate.PassAsync();
                return 42;
            },
        };
        using var host = CacheHost.Of<IStore>(target);
        using var patience = new CancellationTokenSource();
        var store = host.Get<IStore>();

        var load = store.ReadAsync(1);
        var caller = load.WaitAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => caller);
        gate.Open();
        await load;

        Assert.That(await store.ReadAsync(1), Is.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_that_differ_in_case_only_wait_for_nobody_M4()
    {
        IEcho? echo = null;
        var target = new Recursive(text => text == "a" ? Task.FromResult("end") : echo!.EchoAsync("a"));
        using var host = CacheHost.Of<IEcho>(target);
        echo = host.Get<IEcho>();

        Assert.That(await echo.EchoAsync("A").WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo("end"));
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    public interface IEcho
    {
        [Cached]
        Task<string> EchoAsync(string text);
    }

    private sealed class Recursive(Func<string, Task<string>> echo) : IEcho
    {
        public int Calls { get; private set; }

        public Task<string> EchoAsync(string text)
        {
            Calls++;
            return echo(text);
        }
    }

    private sealed record Hidden(int Id);
}
