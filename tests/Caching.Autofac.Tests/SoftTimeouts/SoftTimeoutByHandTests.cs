using Autofac;
using Caching.Registration.Tests.Refreshing;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.SoftTimeouts;

/// <summary>Soft timeouts of what <see cref="ICacheService"/> loads by a delegate.</summary>
public sealed class SoftTimeoutByHandTests : RefreshFixture
{
    private static readonly TimeSpan Soft = TimeSpan.FromSeconds(1);
    private static readonly CacheLoadOptions Options = new()
    {
        Ttl = TimeSpan.FromSeconds(100),
        StaleOnError = TimeSpan.FromSeconds(1000),
        SoftTimeout = Soft,
    };

    [Test]
    public async Task The_delegate_runs_in_the_background_with_a_token_of_its_own()
    {
        await using var container = Build();
        var cache = container.Resolve<ICacheService>();
        await StaleAsync(cache);
        using var caller = new CancellationTokenSource();
        var gate = new Gate();
        var seen = caller.Token;
        var call = cache.GetOrCreateAsync(
            "k",
            async token =>
            {
                seen = token;
                await gate.PassAsync();
                return "new";
            },
            Options,
            cancellationToken: caller.Token
        );
        await gate.Reached;
        Pass(seconds: 1);

        Assert.That(await call.InTime(), Is.EqualTo("old"));
        Assert.That(seen != caller.Token && seen.CanBeCanceled);
        gate.Open();
        await QuietAsync(container);
        Assert.That(await cache.GetOrDefaultAsync("k", ""), Is.EqualTo("new"));
    }

    [TestCase("key", "newer")]
    [TestCase("write", "written")]
    public async Task What_was_invalidated_or_written_while_a_caller_waited_isnt_served(string by, string expected)
    {
        await using var container = Build();
        var cache = container.Resolve<ICacheService>();
        await StaleAsync(cache);
        var gate = new Gate();
        var loads = 0;
        var call = cache.GetOrCreateAsync(
            "k",
            async _ =>
            {
                if (Interlocked.Increment(ref loads) == 2)
                {
                    return "newer";
                }

                await gate.PassAsync();
                return "new";
            },
            Options
        );
        await gate.Reached;

        _ = by == "key" ? await cache.DeleteAsync("k") : await cache.SetAsync("k", "written");
        Pass(seconds: 1);

        Assert.That(await call.InTime(), Is.EqualTo(expected));
        gate.Open();
        await QuietAsync(container);
        Assert.That(await cache.GetOrDefaultAsync("k", ""), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_container_may_say_it_and_zero_says_no()
    {
        await using var container = Build(configure: caching =>
            caching
                .DefaultTtl(TimeSpan.FromSeconds(100))
                .DefaultStaleOnError(TimeSpan.FromSeconds(1000))
                .DefaultSoftTimeout(Soft)
        );
        var cache = container.Resolve<ICacheService>();
        await cache.GetOrCreateAsync("k", static _ => Task.FromResult("old"));
        Pass(seconds: 100);
        var gate = new Gate();
        var call = cache.GetOrCreateAsync("k", LoadAsync);
        await gate.Reached;
        Pass(seconds: 1);
        Assert.That(await call.InTime(), Is.EqualTo("old"));

        var patient = cache.GetOrCreateAsync("k", LoadAsync, new() { SoftTimeout = TimeSpan.Zero });
        Pass(seconds: 1);
        Assert.That(patient.IsCompleted, Is.False);
        gate.Open();
        Assert.That(await patient.InTime(), Is.EqualTo("new"));
        Assert.That(cache.GetOrCreate("sync", static () => 1), Is.EqualTo(1), "a synchronous call has none");

        async Task<string> LoadAsync(CancellationToken token)
        {
            await gate.PassAsync();
            return "new";
        }
    }

    [Test]
    public async Task What_does_nothing_is_an_error()
    {
        await using var container = Build();
        var cache = container.Resolve<ICacheService>();

        var withoutLast = await Assert.CatchAsync(() => LoadAsync(new() { SoftTimeout = Soft }));
        var tooLong = await Assert.CatchAsync(() => LoadAsync(Options with { HardTimeout = Soft }));
        var synchronous = Assert.Throws<CacheOperationException>(() => cache.GetOrCreate("k", static () => 1, Options));

        Assert.That(withoutLast!.Message, Does.Contain("it needs StaleOnError"));
        Assert.That(tooLong!.Message, Does.Contain("shorter than HardTimeout"));
        Assert.That(synchronous!.Message, Does.Contain("is synchronous"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new CacheLoadOptions { SoftTimeout = -Soft });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CachingBuilder().DefaultSoftTimeout(-Soft));

        Task<int> LoadAsync(CacheLoadOptions options) =>
            cache.GetOrCreateAsync("k", static _ => Task.FromResult(1), options).AsTask();
    }

    private async Task StaleAsync(ICacheService cache)
    {
        await cache.GetOrCreateAsync("k", static _ => Task.FromResult("old"), Options);
        Pass(seconds: 100);
    }
}
