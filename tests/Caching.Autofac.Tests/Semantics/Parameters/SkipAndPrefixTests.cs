namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>SkipArguments, Prefix and Backend, end to end.</summary>
public sealed class SkipAndPrefixTests
{
    public interface IReports
    {
        [Cached(SkipArguments = ["trace"])]
        int ByName(int id, string trace);

        [Cached(SkipArguments = [1])]
        int ByIndex(int id, string trace);

        [Memoize(SkipArguments = ["trace"])]
        int Memoized(int id, string trace);

        [Cached(Prefix = "own", Backend = "second")]
        int Elsewhere(int id);

        [InvalidateCache(Pattern = "*", Prefix = "own", Backend = "second")]
        void ClearElsewhere();

        [InvalidateCache(Pattern = "*", Prefix = "cache")]
        void ClearHere();
    }

    public interface IPlainReports
    {
        int ByName(int id, string trace);
        int ByIndex(int id, string trace);
        int Elsewhere(int id);
    }

    private sealed class Reports : IReports, IPlainReports
    {
        private int _calls;

        public int ByName(int id, string trace) => ++_calls;

        public int ByIndex(int id, string trace) => ++_calls;

        public int Memoized(int id, string trace) => ++_calls;

        public int Elsewhere(int id) => ++_calls;

        public void ClearElsewhere() { }

        public void ClearHere() { }
    }

    private CacheHost _host = null!;
    private IReports _reports = null!;

    [SetUp]
    public void SetUp()
    {
        _host = CacheHost.Of<IReports>(new Reports(), null, caching => caching.UseMemory("first").UseMemory("second"));
        _reports = _host.Get<IReports>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public void A_skipped_argument_makes_no_difference_by_name_or_by_index()
    {
        Assert.That(_reports.ByName(1, "b"), Is.EqualTo(_reports.ByName(1, "a")));
        Assert.That(_reports.ByIndex(1, "b"), Is.EqualTo(_reports.ByIndex(1, "a")));
        Assert.That(_reports.Memoized(1, "b"), Is.EqualTo(_reports.Memoized(1, "a")));
        Assert.That(_reports.ByName(2, "a"), Is.Not.EqualTo(_reports.ByName(1, "a")));
        Assert.That(_reports.Memoized(2, "a"), Is.Not.EqualTo(_reports.Memoized(1, "a")));
    }

    [Test]
    public void The_same_in_code()
    {
        using var host = CacheHost.Of<IPlainReports>(
            new Reports(),
            policies =>
                policies
                    .Cached(r => r.Elsewhere(default), policy => policy.Prefix("third").Backend("second"))
                    .Cached(r => r.ByName(default, default!), policy => policy.Skip("trace"))
                    .Cached(r => r.ByIndex(default, default!), policy => policy.Skip(0)),
            caching => caching.UseMemory("first").UseMemory("second")
        );
        var reports = host.Get<IPlainReports>();

        Assert.That(reports.ByName(1, "b"), Is.EqualTo(reports.ByName(1, "a")));
        Assert.That(reports.ByIndex(2, "a"), Is.EqualTo(reports.ByIndex(1, "a")));
        Assert.That(reports.ByIndex(1, "b"), Is.Not.EqualTo(reports.ByIndex(1, "a")));
        Assert.That(host.Keys.For<IPlainReports>(r => r.Elsewhere(1)), Does.StartWith("third:"));
    }

    [Test]
    public async Task An_entry_is_in_its_backend_under_its_prefix()
    {
        var value = _reports.Elsewhere(1);
        var key = _host.Keys.For<IReports>(r => r.Elsewhere(1));

        Assert.That(key, Does.StartWith("own:"));
        Assert.That((await _host.Cache.GetAsync<int>(key, "second")).Value, Is.EqualTo(value));
        Assert.That((await _host.Cache.GetAsync<int>(key, "first")).IsHit, Is.False);
    }

    [Test]
    public void An_invalidation_stays_in_its_backend()
    {
        var (here, there) = (_reports.ByName(1, ""), _reports.Elsewhere(1));

        _reports.ClearElsewhere();
        Assert.That(_reports.ByName(1, ""), Is.EqualTo(here));
        Assert.That(_reports.Elsewhere(1), Is.Not.EqualTo(there));

        there = _reports.Elsewhere(1);
        _reports.ClearHere();
        Assert.That(_reports.ByName(1, ""), Is.Not.EqualTo(here));
        Assert.That(_reports.Elsewhere(1), Is.EqualTo(there));
    }

    [Test]
    public void A_prefix_takes_no_part_of_the_identity_E22()
    {
        using var host = CacheHost.Of<IPlainReports>(
            new Reports(),
            policies =>
                policies
                    .Cached(r => r.ByName(default, default!))
                    .Cached(r => r.ByIndex(default, default!))
                    .Defaults(defaults => defaults.Prefix("one"))
        );
        var reports = host.Get<IPlainReports>();

        Assert.That(reports.ByIndex(1, "a"), Is.Not.EqualTo(reports.ByName(1, "a")));
    }
}
