using Caching.Registration.Tests.Semantics;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>Prefixes and patterns.</summary>
public sealed class PatternPitfallTests
{
    public interface INotes
    {
        int Upper(int id);
        int Lower(int id);
        void Clear();
    }

    private sealed class Notes : INotes
    {
        private int _calls;

        public int Upper(int id) => ++_calls;

        public int Lower(int id) => ++_calls;

        public void Clear() { }
    }

    [TestCase("app[1]*")]
    [TestCase("a?p")]
    [TestCase("a\\p")]
    public void The_applications_prefix_is_no_glob_E30(string prefix)
    {
        using var host = Host("own", "other", "*", prefix);
        var notes = host.Get<INotes>();
        var (upper, lower) = (notes.Upper(1), notes.Lower(1));

        notes.Clear();

        Assert.That(notes.Upper(1), Is.Not.EqualTo(upper));
        Assert.That(notes.Lower(1), Is.EqualTo(lower));
    }

    [TestCase("Own", "own")]
    [TestCase("own*", "ownership")]
    [TestCase("o[w]n", "own")]
    [TestCase("o?n", "own")]
    public void A_policys_prefix_is_no_glob_and_case_counts_E30(string cleared, string kept)
    {
        using var host = Host(cleared, kept, "*", "app");
        var notes = host.Get<INotes>();
        var (upper, lower) = (notes.Upper(1), notes.Lower(1));

        notes.Clear();

        Assert.That(notes.Upper(1), Is.Not.EqualTo(upper));
        Assert.That(notes.Lower(1), Is.EqualTo(lower));
    }

    [Test]
    public void A_pattern_that_can_match_nothing_is_an_error_N5()
    {
        var thrown = Assert.Throws<CacheConfigurationException>(() => Host("a", "b", "product:*", "app").Dispose());

        Assert.That(thrown!.Message, Does.Contain("product:*").And.Contain("no key"));
    }

    private static CacheHost Host(string upper, string lower, string pattern, string application) =>
        CacheHost.Of<INotes>(
            new Notes(),
            policies =>
                policies
                    .Cached(notes => notes.Upper(default), policy => policy.Prefix(upper))
                    .Cached(notes => notes.Lower(default), policy => policy.Prefix(lower))
                    .InvalidateCache(notes => notes.Clear(), policy => policy.Pattern(pattern).Prefix(upper)),
            caching => caching.KeyPrefix(application)
        );
}
