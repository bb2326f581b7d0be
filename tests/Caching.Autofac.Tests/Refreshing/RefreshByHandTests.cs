using Autofac;
using Caching.TestKit.Doubles;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>Refresh ahead of what <see cref="ICacheService"/> loads by a delegate.</summary>
public sealed class RefreshByHandTests : RefreshFixture
{
    private static readonly CacheLoadOptions Ahead = new() { Ttl = TimeSpan.FromSeconds(100), RefreshAhead = 0.5 };

    [Test]
    public async Task A_hit_runs_the_delegate_in_the_background_with_a_token_of_its_own()
    {
        await using var container = Build();
        var cache = container.Resolve<ICacheService>();
        using var caller = new CancellationTokenSource();
        var tokens = new List<CancellationToken>();
        var gate = new Gate();
        await LoadAsync();
        Pass(seconds: 50);
        Assert.That(await LoadAsync(), Is.EqualTo(1));
        await QuietAsync(container);

        Assert.That(await LoadAsync(), Is.EqualTo(2));
        Assert.That(tokens[1] != caller.Token && tokens[1].CanBeCanceled);

        Task<int> LoadAsync() =>
            cache
                .GetOrCreateAsync(
                    "k",
                    token =>
                    {
                        tokens.Add(token);
                        return Task.FromResult(tokens.Count);
                    },
                    Ahead,
                    cancellationToken: caller.Token
                )
                .InTime();
    }

    [Test]
    public async Task So_does_a_synchronous_one_and_the_container_may_say_it()
    {
        await using var container = Build(configure: caching =>
            caching.DefaultRefreshAhead(0.5).DefaultTtl(TimeSpan.FromSeconds(100))
        );
        var cache = container.Resolve<ICacheService>();
        var calls = 0;
        cache.GetOrCreate("k", () => ++calls);
        Pass(seconds: 50);
        Assert.That(cache.GetOrCreate("k", () => ++calls), Is.EqualTo(1));
        await QuietAsync(container);

        Assert.That(cache.GetOrCreate("k", () => ++calls), Is.EqualTo(2));
    }
}
