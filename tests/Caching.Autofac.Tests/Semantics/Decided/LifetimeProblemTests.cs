namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Settings of lifetimes that can't work are problems when the container is built.</summary>
public sealed class LifetimeProblemTests
{
    public interface IPlain
    {
        string? Plain(int id);
    }

    private sealed class Plainly : IPlain
    {
        public string? Plain(int id) => null;
    }

    public interface IWrong
    {
        [Cached(NullTtlSeconds = 1)]
        int Number(int id);

        [Cached(TtlFrom = "{result.Nothing}")]
        string Path(int id);

        [Cached(TtlFrom = "{result.Length}")]
        string Length(int id);

        [Cached(TtlFrom = "{other}")]
        string Other(int id);

        [Memoize(Jitter = 0.1)]
        string Known(int id);
    }

    private sealed class Wrong : IWrong
    {
        public int Number(int id) => id;

        public string Path(int id) => "";

        public string Length(int id) => "";

        public string Other(int id) => "";

        public string Known(int id) => "";
    }

    [Test]
    public void What_says_nothing_about_time_or_contradicts_itself_is_a_problem()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Problem(policy => policy.TtlFrom((string? result) => 5)),
                Does.Contain("returns int, not TimeSpan")
            );
            Assert.That(
                Problem(policy => policy.TagsFrom((string? result) => 5)),
                Does.Contain("returns int, not IEnumerable<string>")
            );
            Assert.That(
                Problem(policy => policy.Sliding(TimeSpan.FromSeconds(1)).StaleOnError(TimeSpan.FromSeconds(1))),
                Does.Contain("StaleOnError (fluent) does nothing: an entry that slides (fluent)")
            );
            Assert.That(
                Problem(policy => policy.Sliding(TimeSpan.FromSeconds(1)).RefreshAhead(0.5)),
                Does.Contain("RefreshAhead (fluent) does nothing: hits extend an entry that slides (fluent)")
            );
            Assert.That(Problem(policy => policy.Jitter(1.5)), Does.Contain("Jitter = 1.5 (fluent) is no part"));
            Assert.That(Problem(policy => policy.Jitter(double.NaN)), Does.Contain("is no part"));
            Assert.That(
                Problem(policy => policy.NullTtl(TimeSpan.Zero)),
                Does.Contain("A time to live of 0 s (fluent) is over at once")
            );
            Assert.That(
                Problem(policy => policy.NullTtl(TimeSpan.FromSeconds(1)).CacheNull(false)),
                Does.Contain("CacheNull = false (fluent) says that it isn't")
            );
        });
        Assert.That(
            CacheHost.ProblemsOf<IWrong>(new Wrong()),
            Does.Contain("NullTtl")
                .And.Contains("int is never null")
                .And.Contains("\"{result.Nothing}\" leads nowhere")
                .And.Contains("{result.Length} is of type int, which says nothing about time")
                .And.Contains("\"{other}\" names neither the result nor a parameter")
                .And.Contains("Jitter (attribute on IWrong.Known) does nothing")
        );
    }

    private static string Problem(Action<CachedPolicyBuilder> configure) =>
        CacheHost.ProblemsOf<IPlain>(new Plainly(), policies => policies.Cached(p => p.Plain(0), configure));
}
