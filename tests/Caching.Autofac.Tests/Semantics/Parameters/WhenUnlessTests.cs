namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>When and Unless, on arguments and on the result, by attribute and in code.</summary>
public sealed class WhenUnlessTests
{
    public interface IQuotes
    {
        int Plain(int id);

        [Cached(When = nameof(IsStable), Unless = nameof(IsDraft))]
        int Sync(int id);

        [Memoize(When = nameof(IsStable), Unless = nameof(IsDraft))]
        int Known(int id);

        [CacheAside("quote:{id}", When = nameof(IsStable), Unless = nameof(IsDraft))]
        Task<int> LoadAsync(int id);

        static bool IsStable(int id) => id >= 0;

        static bool IsDraft(int result, int id) => result == 0 || id == 1000;
    }

    private sealed class Quotes : IQuotes
    {
        public int Calls { get; private set; }

        public int Result { get; set; } = 1;

        public int Plain(int id) => Sync(id);

        public int Known(int id) => Sync(id);

        public Task<int> LoadAsync(int id) => Task.FromResult(Sync(id));

        public int Sync(int id)
        {
            Calls++;
            return Result;
        }
    }

    private static IEnumerable<TestCaseData> Methods()
    {
        yield return new TestCaseData(
            (Func<IQuotes, int, Task<int>>)((q, id) => Task.FromResult(q.Sync(id)))
        ).SetArgDisplayNames("cached");
        yield return new TestCaseData(
            (Func<IQuotes, int, Task<int>>)((q, id) => Task.FromResult(q.Known(id)))
        ).SetArgDisplayNames("memoize");
        yield return new TestCaseData((Func<IQuotes, int, Task<int>>)((q, id) => q.LoadAsync(id))).SetArgDisplayNames(
            "aside"
        );
        yield return new TestCaseData(
            (Func<IQuotes, int, Task<int>>)((q, id) => Task.FromResult(q.Plain(id)))
        ).SetArgDisplayNames("fluent");
    }

    private Quotes _target = null!;
    private CacheHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Quotes();
        _host = CacheHost.Of<IQuotes>(
            _target,
            policies =>
                policies.Cached(
                    q => q.Plain(default),
                    policy => policy.When((int id) => id >= 0).Unless((int id, int result) => result == 0 || id == 1000)
                )
        );
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [TestCaseSource(nameof(Methods))]
    public async Task Where_both_agree_the_result_is_cached(Func<IQuotes, int, Task<int>> call) =>
        Assert.That(await CallsOfTwoAsync(call, 1), Is.EqualTo(1));

    [TestCaseSource(nameof(Methods))]
    public async Task When_says_no_by_the_arguments(Func<IQuotes, int, Task<int>> call) =>
        Assert.That(await CallsOfTwoAsync(call, -1), Is.EqualTo(2));

    [TestCaseSource(nameof(Methods))]
    public async Task Unless_says_no_by_the_arguments(Func<IQuotes, int, Task<int>> call) =>
        Assert.That(await CallsOfTwoAsync(call, 1000), Is.EqualTo(2));

    [TestCaseSource(nameof(Methods))]
    public async Task Unless_says_no_by_the_result(Func<IQuotes, int, Task<int>> call)
    {
        _target.Result = 0;
        Assert.That(await CallsOfTwoAsync(call, 1), Is.EqualTo(2));

        _target.Result = 1;
        Assert.That(await CallsOfTwoAsync(call, 1), Is.EqualTo(3));
    }

    private async Task<int> CallsOfTwoAsync(Func<IQuotes, int, Task<int>> call, int id)
    {
        var quotes = _host.Get<IQuotes>();
        await call(quotes, id);
        await call(quotes, id);
        return _target.Calls;
    }
}
