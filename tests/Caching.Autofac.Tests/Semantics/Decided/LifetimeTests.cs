using Autofac;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Times to live that jitter, that the result tells, and those of nulls; tags that the result tells.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LifetimeTests
{
    public sealed record Token(TimeSpan? Left, DateTimeOffset? Until = null, params string[] Scopes);

    public interface ITokens
    {
        [Cached(TtlFrom = "{result.Left}", NullTtlSeconds = 5)]
        Token? ByPath(int id);

        [Cached(TtlFrom = nameof(LifeOf))]
        Token? ByMethod(int id);

        [Cached(TtlFrom = "{seconds}")]
        Task<Token?> ByArgumentAsync(TimeSpan seconds);

        [Cached(TtlSeconds = 100, Jitter = 0.2)]
        Token? Jittered(int id);

        Token? Plain(int id);

        static DateTimeOffset? LifeOf(Token? result, int id) => id < 0 ? throw new FormatException() : result?.Until;
    }

    [CacheDefaults(Jitter = 0.4)]
    public interface IJittering
    {
        [Cached(TtlSeconds = 100)]
        Token? Own(int id);

        [Cached(TtlSeconds = 100, Jitter = 0)]
        Token? None(int id);

        [Memoize(TtlSeconds = 100)]
        Token? Known(int id);
    }

    private sealed class Tokens : ITokens, IJittering
    {
        public int Calls { get; private set; }

        public Token? Next { get; set; } = new(null);

        public Action? Meanwhile { get; set; }

        public Token? ByPath(int id) => Call();

        public Token? ByMethod(int id) => Call();

        public Task<Token?> ByArgumentAsync(TimeSpan seconds) => Task.FromResult(Call());

        public Token? Jittered(int id) => Call();

        public Token? Plain(int id) => Call();

        public Token? Own(int id) => Call();

        public Token? None(int id) => Call();

        public Token? Known(int id) => Call();

        private Token? Call()
        {
            Calls++;
            Meanwhile?.Invoke();
            Meanwhile = null;
            return Next;
        }
    }

    private readonly Tokens _target = new();

    [Test]
    public void A_path_into_the_result_tells_its_time_to_live()
    {
        using var host = CacheHost.Of<ITokens>(_target);

        AssertLives(host, (ITokens tokens) => tokens.ByPath(1), new(TimeSpan.FromSeconds(10)), 10);
        AssertLives(host, (ITokens tokens) => tokens.ByPath(2), new(null), 300);
        AssertLives(host, (ITokens tokens) => tokens.ByPath(3), null, 5);
        AssertIsNotStored(host, tokens => tokens.ByPath(4), new(TimeSpan.Zero));
        AssertIsNotStored(host, tokens => tokens.ByPath(5), new(TimeSpan.FromSeconds(-1)));
    }

    [Test]
    public void A_static_method_tells_an_instant()
    {
        using var host = CacheHost.Of<ITokens>(_target);
        var now = host.Time.GetUtcNow();

        AssertIsNotStored(host, tokens => tokens.ByMethod(1), new(null, now));
        AssertIsNotStored(host, tokens => tokens.ByMethod(-1), new(null, now.AddSeconds(9)));
        Assert.That(host.Log, Has.Some.Contains("TtlFrom"));
        AssertLives(host, (ITokens tokens) => tokens.ByMethod(2), new(null, now.AddSeconds(9)), 9);
        AssertLives(host, (ITokens tokens) => tokens.ByMethod(3), new(null), 300);
    }

    [Test]
    public void An_argument_tells_it_too()
    {
        using var host = CacheHost.Of<ITokens>(_target);

        AssertLives(
            host,
            (ITokens tokens) => tokens.ByArgumentAsync(TimeSpan.FromSeconds(7)).IsCompletedSuccessfully,
            new(null),
            7
        );
    }

    [Test]
    public void So_does_code()
    {
        using var spans = Fluent(policy => policy.TtlFrom((Token? result) => result!.Left));
        using var instants = Fluent(policy =>
            policy.TtlFrom((int id, Token? result) => result!.Until!.Value.AddSeconds(id))
        );

        AssertLives(spans, (ITokens tokens) => tokens.Plain(1), new(TimeSpan.FromSeconds(3)), 3);
        AssertLives(
            instants,
            (ITokens tokens) => tokens.Plain(1),
            new(null, instants.Time.GetUtcNow().AddSeconds(3)),
            4
        );
        AssertIsNotStored(instants, tokens => tokens.Plain(2), new(null));
    }

    [TestCase(0, 100)]
    [TestCase(0.5, 90)]
    public void Jitter_shortens_a_time_to_live_by_chance(double chance, double seconds)
    {
        using var host = CacheHost.Of<ITokens>(_target, null, caching => caching.UseRandom(() => chance));

        AssertLives(host, (ITokens tokens) => tokens.Jittered(1), new(null), seconds);
    }

    [Test]
    public void The_nearest_level_decides_jitter()
    {
        using var host = CacheHost.Of<IJittering>(_target, null, caching => caching.UseRandom(() => 0.5));
        AssertLives(host, (IJittering tokens) => tokens.Own(1), new(null), 80);
        AssertLives(host, (IJittering tokens) => tokens.None(1), new(null), 100);
        AssertLives(host, (IJittering tokens) => tokens.Known(1), new(null), 100);

        using var service = CacheHost.Of<ITokens>(
            _target,
            policies => policies.Defaults(all => all.Jitter(1).Ttl(TimeSpan.FromSeconds(100))).Cached(t => t.Plain(0)),
            caching => caching.UseRandom(() => 0.5).DefaultJitter(0.1)
        );
        AssertLives(service, (ITokens tokens) => tokens.Plain(1), new(null), 50);

        using var container = CacheHost.Of<ITokens>(
            _target,
            policies => policies.Cached(t => t.Plain(0), policy => policy.Ttl(TimeSpan.FromSeconds(100))),
            caching => caching.UseRandom(() => 0.5).DefaultJitter(0.1)
        );
        AssertLives(container, (ITokens tokens) => tokens.Plain(1), new(null), 95);
    }

    [Test]
    public async Task The_result_tells_tags_in_code()
    {
        using var host = Fluent(policy => policy.Tags("all").TagsFrom((Token? result) => result?.Scopes));
        _target.Next = new(null, null, "a", "b");
        var tokens = host.Get<ITokens>();

        foreach (var tag in (string[])["a", "b", "all"])
        {
            tokens.Plain(1);
            var calls = _target.Calls;
            await host.Cache.InvalidateTagsAsync([tag]);
            tokens.Plain(1);
            Assert.That(_target.Calls, Is.EqualTo(calls + 1), tag);
        }

        AssertIsNotStored(host, other => other.Plain(2), new(null, null, ""));
    }

    [Test]
    public void A_tag_that_only_the_result_tells_fences_its_load()
    {
        using var host = Fluent(policy => policy.TagsFrom((Token? result) => result?.Scopes));
        _target.Next = new(null, null, "a");
        _target.Meanwhile = () => host.Cache.InvalidateTags(["a"]);

        host.Get<ITokens>().Plain(1);
        host.Get<ITokens>().Plain(1);
        host.Get<ITokens>().Plain(1);

        Assert.That(_target.Calls, Is.EqualTo(2), "the first was invalidated while it was loaded");
    }

    [Test]
    public void The_report_tells_them()
    {
        using var host = Fluent(policy =>
            policy
                .TtlFrom((Token? result) => result!.Left)
                .Jitter(0.25)
                .Sliding(TimeSpan.FromSeconds(20))
                .NullTtl(TimeSpan.FromSeconds(5))
                .TagsFrom((Token? result) => result!.Scopes)
        );

        var report = host.Container.DescribeCaching();

        Assert.Multiple(() =>
        {
            Assert.That(report, Does.Match("ttl from +each result \\(fluent\\)"));
            Assert.That(report, Does.Match("jitter +up to 25 ?% shorter \\(fluent\\)"));
            Assert.That(report, Does.Match("sliding +00:00:20 without a hit \\(fluent\\)"));
            Assert.That(report, Does.Match("null ttl +00:00:05 \\(fluent\\)"));
            Assert.That(report, Does.Match("tags from +each result \\(fluent\\)"));
        });
    }

    private CacheHost Fluent(Action<CachedPolicyBuilder> configure) =>
        CacheHost.Of<ITokens>(_target, policies => policies.Cached(tokens => tokens.Plain(0), configure));

    private void AssertIsNotStored(CacheHost host, Func<ITokens, Token?> call, Token result)
    {
        _target.Next = result;
        call(host.Get<ITokens>());
        var calls = _target.Calls;
        call(host.Get<ITokens>());
        Assert.That(_target.Calls, Is.EqualTo(calls + 1), "it was stored");
    }

    private void AssertLives<TService, T>(CacheHost host, Func<TService, T> call, Token? result, double seconds)
        where TService : notnull
    {
        _target.Next = result;
        var service = host.Get<TService>();
        call(service);
        var calls = _target.Calls;
        host.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        call(service);
        Assert.That(_target.Calls, Is.EqualTo(calls), "a moment too early");
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        call(service);
        Assert.That(_target.Calls, Is.EqualTo(calls + 1), "too late");
    }
}
