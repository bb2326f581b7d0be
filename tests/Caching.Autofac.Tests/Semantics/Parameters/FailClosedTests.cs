using Autofac;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>A policy that would rather fail than let every call through to its target.</summary>
public sealed class FailClosedTests
{
    public interface IQuotes
    {
        [Cached(FailClosed = true)]
        Task<int> ClosedAsync(int id);

        [Cached(FailClosed = true)]
        int Closed(int id);

        [CacheAside("open:{id}")]
        int Open(int id);

        [CacheAside("closed:{id}", FailClosed = true)]
        ValueTask<int> AsideAsync(int id);
    }

    private sealed class Quotes : IQuotes
    {
        public int Calls { get; private set; }

        public Task<int> ClosedAsync(int id) => Task.FromResult(++Calls);

        public int Closed(int id) => ++Calls;

        public int Open(int id) => ++Calls;

        public ValueTask<int> AsideAsync(int id) => new(++Calls);
    }

    private readonly Quotes _target = new();

    [Test]
    public async Task Without_an_answer_the_method_isnt_called()
    {
        var target = new Quotes();
        var backend = new ScriptedFencedBackend();
        using var host = Host(target, backend);
        var quotes = host.Get<IQuotes>();
        backend.Script.Failure = new CacheConnectionException("down", "main");

        var failed = await Assert.ThrowsAsync<CacheConnectionException>(() => quotes.ClosedAsync(1));
        Assert.That(() => quotes.Closed(1), Throws.InstanceOf<CacheConnectionException>());
        await Assert.ThrowsAsync<CacheConnectionException>(async () => await quotes.AsideAsync(1));

        Assert.That(failed!.Backend, Is.EqualTo("main"));
        Assert.That(target.Calls, Is.Zero);
        Assert.That(quotes.Open(1), Is.EqualTo(1), "this one is open");
    }

    [Test]
    public async Task A_store_that_fails_fails_no_call()
    {
        var target = new Quotes();
        var backend = new ScriptedFencedBackend();
        using var host = Host(target, backend);
        backend.Script.Failure = new CacheOperationException("full", "set");
        backend.Script.FailsAt = operation => operation == "set";

        Assert.That(await host.Get<IQuotes>().ClosedAsync(1), Is.EqualTo(1));
        Assert.That(host.Get<IQuotes>().Closed(1), Is.EqualTo(2));
    }

    [Test]
    public async Task Code_and_loads_by_hand_say_it_too()
    {
        var target = new Quotes();
        var backend = new ScriptedFencedBackend();
        using var host = CacheHost.Of<IQuotes>(
            target,
            policies =>
                policies
                    .CacheAside(q => q.Open(Arg.Any<int>()), "open:{id}", policy => policy.FailClosed())
                    .Cached(q => q.Closed(Arg.Any<int>()), policy => policy.FailClosed(false)),
            caching => caching.Use("main", _ => backend)
        );
        backend.Script.Failure = new CacheConnectionException("down", "main");
        var options = new CacheLoadOptions { FailClosed = true };

        Assert.That(() => host.Get<IQuotes>().Open(1), Throws.InstanceOf<CacheConnectionException>());
        Assert.That(host.Get<IQuotes>().Closed(1), Is.EqualTo(1));
        await Assert.ThrowsAsync<CacheConnectionException>(async () =>
            await host.Cache.GetOrCreateAsync("k", _ => Task.FromResult(target.Open(1)), options)
        );
        Assert.That(
            () => host.Cache.GetOrCreate("k", () => target.Open(1), options),
            Throws.InstanceOf<CacheConnectionException>()
        );
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task In_memory_it_changes_nothing()
    {
        using var host = CacheHost.Of<IQuotes>(_target, null, caching => caching.UseMemory());

        Assert.That(await host.Get<IQuotes>().ClosedAsync(1), Is.EqualTo(1));
        Assert.That(await host.Get<IQuotes>().ClosedAsync(1), Is.EqualTo(1));
    }

    [Test]
    public void The_report_says_so_and_who_said_it()
    {
        using var host = Host(new Quotes(), new ScriptedFencedBackend());

        Assert.That(
            host.Container.DescribeCaching(),
            Does.Contain("when the backend gives no answer (attribute on IQuotes.ClosedAsync)")
                .And.Not.Contain("(attribute on IQuotes.Open)\n      fails")
        );
    }

    private static CacheHost Host(Quotes target, ICacheBackend backend) =>
        CacheHost.Of<IQuotes>(target, null, caching => caching.Use("main", _ => backend));
}
