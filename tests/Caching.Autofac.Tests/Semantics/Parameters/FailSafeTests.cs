using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>What to do when loads fail or take long, said in every place where it can be said.</summary>
public sealed class FailSafeTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(600);

    public interface IRates
    {
        [Cached(TtlSeconds = 60, StaleOnErrorSeconds = 600, Tags = ["rates"])]
        Task<string> AttributedAsync(int id);

        [Cached(TtlSeconds = 60, HardTimeoutSeconds = 5)]
        Task<string> TimedAsync(int id, CancellationToken token);

        [Cached(TtlSeconds = 60, HardTimeoutSeconds = 5)]
        ValueTask<string> TimedValueAsync(int id, CancellationToken token);

        [Cached(TtlSeconds = 60, StaleOnErrorSeconds = 0)]
        Task<string> OffAsync(int id);
    }

    public interface IPlain
    {
        Task<string> FindAsync(int id);

        string Find(int id);
    }

    [CacheDefaults(TtlSeconds = 60, StaleOnErrorSeconds = 600)]
    public interface IDefaulted
    {
        [Cached]
        Task<string> FindAsync(int id);
    }

    public interface ITimedSync
    {
        [Cached(HardTimeoutSeconds = 5)]
        string Find(int id);
    }

    [Test]
    public async Task By_attribute()
    {
        var target = new Target();
        using var host = CacheHost.Of<IRates>(target);

        await ServesLastAsync(host, target, () => host.Get<IRates>().AttributedAsync(1));
    }

    [Test]
    public async Task By_default_of_a_type()
    {
        var target = new Target();
        using var host = CacheHost.Of<IDefaulted>(target);

        await ServesLastAsync(host, target, () => host.Get<IDefaulted>().FindAsync(1));
    }

    [Test]
    public async Task In_code()
    {
        var target = new Target();
        using var host = CacheHost.Of<IPlain>(
            target,
            policies =>
                policies.Cached(p => p.FindAsync(Arg.Any<int>()), policy => policy.Ttl(Ttl).StaleOnError(MaxAge))
        );

        await ServesLastAsync(host, target, () => host.Get<IPlain>().FindAsync(1));
    }

    [Test]
    public async Task In_code_for_a_service()
    {
        var target = new Target();
        using var host = CacheHost.Of<IPlain>(
            target,
            policies =>
                policies
                    .Defaults(defaults => defaults.Ttl(Ttl).StaleOnError(MaxAge))
                    .Cached(p => p.FindAsync(Arg.Any<int>()))
        );

        await ServesLastAsync(host, target, () => host.Get<IPlain>().FindAsync(1));
    }

    [Test]
    public async Task In_code_for_a_container_methods_and_service_calls_alike()
    {
        var target = new Target();
        using var host = CacheHost.Of<IPlain>(
            target,
            policies => policies.Cached(p => p.FindAsync(Arg.Any<int>())).Cached(p => p.Find(Arg.Any<int>())),
            caching => caching.DefaultTtl(Ttl).DefaultStaleOnError(MaxAge).DefaultHardTimeout(TimeSpan.FromSeconds(5))
        );

        await ServesLastAsync(host, target, () => host.Get<IPlain>().FindAsync(1));
        target.Failure = null;
        await ServesLastAsync(host, target, () => Task.FromResult(host.Get<IPlain>().Find(1)));
        target.Failure = null;
        await ServesLastAsync(
            host,
            target,
            () => host.Cache.GetOrCreateAsync("k", _ => target.AttributedAsync(1)).AsTask()
        );
        target.Failure = null;
        await ServesLastAsync(host, target, () => Task.FromResult(host.Cache.GetOrCreate("s", () => target.Find(1))));
    }

    [Test]
    public async Task Per_service_call()
    {
        var target = new Target();
        using var host = CacheHost.Of<IRates>(target);
        var options = new CacheLoadOptions { Ttl = Ttl, StaleOnError = MaxAge };

        await ServesLastAsync(
            host,
            target,
            () => host.Cache.GetOrCreateAsync("k", _ => target.AttributedAsync(1), options).AsTask()
        );
        Assert.That((await host.Cache.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That(await host.Cache.ExistsAsync("k"), Is.False);
    }

    [Test]
    public async Task Zero_turns_a_default_off()
    {
        var target = new Target();
        using var host = CacheHost.Of<IRates>(target, configure: caching => caching.DefaultStaleOnError(MaxAge));
        await host.Get<IRates>().OffAsync(1);
        host.Time.Advance(Ttl);
        target.Failure = new InvalidOperationException("down");

        await Assert.ThatAsync(() => host.Get<IRates>().OffAsync(1), Throws.InvalidOperationException);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_method_gets_a_token_of_the_loads_own_and_its_caller_an_exception(bool valueTask)
    {
        var target = new Target { Gate = new Gate() };
        using var host = CacheHost.Of<IRates>(target);
        using var caller = new CancellationTokenSource();
        var rates = host.Get<IRates>();
        var call = valueTask ? rates.TimedValueAsync(1, caller.Token).AsTask() : rates.TimedAsync(1, caller.Token);
        Assert.That(target.Token, Is.Not.EqualTo(caller.Token));

        host.Time.Advance(TimeSpan.FromSeconds(5));

        var failure = (await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => call))!;
        Assert.That(failure.Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(failure.Details["key"], Is.EqualTo(failure.Key));
        Assert.That(target.Token.IsCancellationRequested, Is.True);
        target.Gate.Open();
    }

    [Test]
    public void A_timeout_on_a_synchronous_method_is_a_build_error()
    {
        var problems = CacheHost.ProblemsOf<ITimedSync>(new Target());

        Assert.That(
            problems,
            Does.Contain("HardTimeout 00:00:05").And.Contain("synchronous").And.Contain("Return a task")
        );
    }

    [Test]
    public void A_timeout_of_a_synchronous_service_call_is_refused()
    {
        using var host = CacheHost.Of<IRates>(new Target());

        Assert.Throws<CacheOperationException>(() =>
            host.Cache.GetOrCreate("k", () => "x", new CacheLoadOptions { HardTimeout = TimeSpan.FromSeconds(1) })
        );
    }

    [Test]
    public void Values_that_cant_be_are_build_errors()
    {
        var negative = CacheHost.ProblemsOf<IPlain>(
            new Target(),
            policies => policies.Cached(p => p.FindAsync(Arg.Any<int>()), policy => policy.StaleOnError(-Ttl))
        );
        var endless = CacheHost.ProblemsOf<IPlain>(
            new Target(),
            policies =>
                policies.Cached(p => p.FindAsync(Arg.Any<int>()), policy => policy.HardTimeout(TimeSpan.FromDays(90)))
        );

        Assert.That(negative, Does.Contain("StaleOnError of -60 s (fluent)"));
        Assert.That(endless, Does.Contain("HardTimeout of 90 days (fluent)"));
    }

    [Test]
    public void The_report_tells_them()
    {
        using var host = CacheHost.Of<IRates>(new Target());

        var report = host.Container.DescribeCaching();

        Assert.That(report, Does.Contain("00:10:00 served when a load fails (attribute on"));
        Assert.That(report, Does.Contain("00:00:05 on a load (attribute on"));
    }

    private static async Task ServesLastAsync(CacheHost host, Target target, Func<Task<string>> call)
    {
        var loaded = await call();
        host.Time.Advance(Ttl);
        target.Failure = new InvalidOperationException("down");
        Assert.That(await call(), Is.EqualTo(loaded));

        host.Time.Advance(MaxAge);
        await Assert.ThatAsync(call, Throws.InvalidOperationException.With.Message.EqualTo("down"));
    }

    private sealed class Target : IRates, IPlain, IDefaulted, ITimedSync
    {
        private int _calls;

        public Exception? Failure { get; set; }

        public Gate? Gate { get; init; }

        public CancellationToken Token { get; private set; }

        public Task<string> AttributedAsync(int id) => FindAsync(id);

        public Task<string> OffAsync(int id) => FindAsync(id);

        public async Task<string> FindAsync(int id)
        {
            await Task.Yield();
            return Find(id);
        }

        public string Find(int id) => Failure is { } failure ? throw failure : $"{id}, call {++_calls}";

        public async Task<string> TimedAsync(int id, CancellationToken token)
        {
            Token = token;
            await Gate!.PassAsync();
            return Find(id);
        }

        public async ValueTask<string> TimedValueAsync(int id, CancellationToken token) => await TimedAsync(id, token);
    }
}
