using Caching.Registration.Tests.Semantics;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>What is stored, under what, for how many.</summary>
public sealed class StoragePitfallTests
{
    public interface ITable
    {
        [Cached(Tags = ["all"])]
        string Row(int id);

        [Cached]
        string ByText(string text);

        [Cached]
        string ByTwo(string left, string right);

        [Memoize(MaxSize = 8)]
        string Few(int id);

        [Cached(Unless = nameof(IsEmpty))]
        Task<string> SlowAsync(int id);

        static bool IsEmpty(string result) => result.Length == 0;
    }

    private sealed class Table : ITable
    {
        public int Calls { get; private set; }

        public Gate? Gate { get; set; }

        public string Slow { get; set; } = "slow";

        public Exception? Failure { get; set; }

        public string Row(int id) => Next();

        public string ByText(string text) => Next();

        public string ByTwo(string left, string right) => Next();

        public string Few(int id) => Next();

        public async Task<string> SlowAsync(int id)
        {
            Next();
            if (Gate is not null)
            {
                await Gate.PassAsync();
            }

            return Slow;
        }

        private string Next() => Failure is null ? $"row {++Calls}" : throw Failure;
    }

    private Table _target = null!;
    private CacheHost _host = null!;
    private ITable _table = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Table();
        _host = CacheHost.Of<ITable>(_target, null, caching => caching.UseMemory(options => options.Capacity = 300));
        _table = _host.Get<ITable>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public void An_entry_of_another_type_is_a_miss_that_heals_E12_E13_H5()
    {
        var key = _host.Keys.For<ITable>(table => table.Row(1));
        _host.Cache.Set(key, 42);

        Assert.That(_table.Row(1), Is.EqualTo("row 1"));
        Assert.That(_table.Row(1), Is.EqualTo("row 1"), "overwritten, not skipped for ever");
        Assert.That(_host.Cache.Get<string>(key).Value, Is.EqualTo("row 1"));
    }

    [Test]
    public void A_failure_that_looks_like_one_of_the_cache_is_the_callers_E27()
    {
        Exception[] failures =
        [
            new CacheConnectionException("mine", "mine"),
            new CacheOperationException("mine", "mine"),
            new CacheConfigurationException([]),
            new TimeoutException("mine"),
            new OperationCanceledException("mine"),
        ];
        foreach (var failure in failures)
        {
            _target.Failure = failure;
            Assert.That(Assert.Catch(() => _table.Row(1)), Is.SameAs(failure));
        }

        Assert.That(_host.Log, Is.Empty, "nobody blames the backend");
    }

    [Test]
    public void Overwriting_one_key_for_ever_evicts_nobody_E31()
    {
        var rows = Enumerable.Range(0, 100).Select(_table.Row).ToArray();
        for (var i = 0; i < 100_000; i++)
        {
            _host.Cache.Set("one", i);
        }

        Assert.That(Enumerable.Range(0, 100).Select(_table.Row), Is.EqualTo(rows));
    }

    [Test]
    public void Memoized_results_are_bounded_by_their_size_N6()
    {
        for (var id = 0; id < 1000; id++)
        {
            _table.Few(id);
        }

        for (var id = 0; id < 1000; id++)
        {
            _table.Few(id);
        }

        Assert.That(_target.Calls, Is.GreaterThanOrEqualTo(2000 - 8));
    }

    [Test]
    public void Long_arguments_are_cached_and_told_apart_M6_H4()
    {
        var text = new string('x', 100_000);

        Assert.That(_table.ByText(text), Is.EqualTo("row 1"));
        Assert.That(_table.ByText(text), Is.EqualTo("row 1"));
        Assert.That(_table.ByText(text + "y"), Is.EqualTo("row 2"));
        Assert.That(_host.Keys.For<ITable>(table => table.ByText(text)), Has.Length.LessThan(300));
    }

    [TestCase("a:b", "c", "a", "b:c")]
    [TestCase("a,b", "c", "a", "b,c")]
    [TestCase("x\", (string) \"y", "z", "x", "y\", (string) \"z")]
    [TestCase("", "a", "a", "")]
    [TestCase("~", "a", null, "a")]
    [TestCase("", "a", null, "a")]
    public void Separators_in_arguments_forge_nothing_E17_E18_M5_C3(string? a, string? b, string? c, string? d)
    {
        var first = _table.ByTwo(a!, b!);

        Assert.That(_table.ByTwo(c!, d!), Is.Not.EqualTo(first));
    }

    [Test]
    public void Single_flight_and_conditions_work_together_S2()
    {
        _target.Slow = "";
        _target.Gate = new Gate();
        var calls = Enumerable.Range(0, 10).Select(_ => _table.SlowAsync(1)).ToArray();
        _target.Gate.Open();

        Assert.That(async () => await Task.WhenAll(calls), Is.All.EqualTo(""));
        Assert.That(_target.Calls, Is.EqualTo(1), "shared");
        Assert.That(async () => await _table.SlowAsync(1), Is.EqualTo(""));
        Assert.That(_target.Calls, Is.EqualTo(2), "and not stored");
    }

    [Test]
    public async Task A_first_increment_starts_at_the_initial_value_N7()
    {
        Assert.That(await _host.Cache.IncrementAsync("a", 5, initialValue: 10), Is.EqualTo(15));
        Assert.That(await _host.Cache.IncrementAsync("a", 5, initialValue: 10), Is.EqualTo(20));
        Assert.That(await _host.Cache.DecrementAsync("b"), Is.EqualTo(-1));
    }
}
