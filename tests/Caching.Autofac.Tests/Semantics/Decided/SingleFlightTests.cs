namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.6, through proxies: one load per key, and what becomes of those who wait for it.</summary>
public sealed class SingleFlightTests
{
    private const int Callers = 1000;

    private static IEnumerable<TestCaseData> Kinds() => [new("memory"), new("outer"), new("memoize")];

    [TestCaseSource(nameof(Kinds))]
    public async Task S5_06_a_thousand_callers_make_one_call_E11(string kind)
    {
        var gate = new Gate();
        var target = new Shop { OnNumberAsync = (_, _) => PassAsync(gate) };
        using var host = Host(target, kind);
        var shop = host.Get<IShop>();

        var calls = Enumerable.Range(0, Callers).Select(_ => shop.NumberAsync(1)).ToArray();
        await gate.Entered;
        gate.Open();

        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [TestCase("memory")]
    [TestCase("memoize")]
    [TestCase("outer")]
    public async Task S5_06_synchronous_callers_on_their_threads_make_one_call_E11(string kind)
    {
        var gate = new Gate();
        var target = new Shop { OnNumber = _ => Pass(gate) };
        using var host = Host(target, kind);
        var shop = host.Get<IShop>();

        var calls = Enumerable.Range(0, 4).Select(_ => OnThread(() => shop.Number(1))).ToArray();
        await gate.Entered;
        gate.Open();

        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task S5_06_joiners_of_a_failed_load_get_its_exception_and_the_next_call_loads_E28(string kind)
    {
        var gate = new Gate();
        var failure = new FormatException("of the business");
        var target = new Shop { OnNumberAsync = (_, _) => PassAsync(gate, failure) };
        using var host = Host(target, kind);
        var shop = host.Get<IShop>();

        var calls = Enumerable.Range(0, 10).Select(_ => shop.NumberAsync(1)).ToArray();
        await gate.Entered;
        gate.Open();

        foreach (var call in calls)
        {
            Assert.That(await Assert.CatchAsync(() => call), Is.SameAs(failure));
        }

        Assert.That(target.Calls, Is.EqualTo(1));
        target.OnNumberAsync = null;
        Assert.That(await shop.NumberAsync(1), Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task S5_06_joiners_of_a_load_that_its_leader_cancelled_elect_a_new_leader_C5(string kind)
    {
        var gate = new Gate();
        var target = new Shop { OnNumberAsync = (_, token) => WaitAsync(gate, token) };
        using var host = Host(target, kind);
        using var leaderGivesUp = new CancellationTokenSource();
        var shop = host.Get<IShop>();

        var leader = shop.NumberAsync(1, leaderGivesUp.Token);
        await gate.Entered;
        var joiners = Enumerable.Range(0, 10).Select(_ => shop.NumberAsync(1)).ToArray();
        await leaderGivesUp.CancelAsync();
        Assert.That(await Assert.CatchAsync(() => leader), Is.InstanceOf<OperationCanceledException>());
        gate.Open();

        Assert.That(await Task.WhenAll(joiners), Is.All.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(2), "the one that was given up, and that of the new leader");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task S5_06_a_joiners_own_token_frees_it_at_once_M4(string kind)
    {
        var gate = new Gate();
        var target = new Shop { OnNumberAsync = (_, _) => PassAsync(gate) };
        using var host = Host(target, kind);
        using var joinerGivesUp = new CancellationTokenSource();
        var shop = host.Get<IShop>();

        var leader = shop.NumberAsync(1);
        await gate.Entered;
        var joiner = shop.NumberAsync(1, joinerGivesUp.Token);
        await joinerGivesUp.CancelAsync();
        Assert.That(await Assert.CatchAsync(() => joiner), Is.InstanceOf<OperationCanceledException>());
        Assert.That(leader.IsCompleted, Is.False, "freed while the load runs on");

        gate.Open();
        Assert.That(await leader, Is.EqualTo(42));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task S5_06_a_key_in_flight_keeps_no_other_key_waiting()
    {
        var gate = new Gate();
        var target = new Shop { OnNumberAsync = (id, _) => id == 1 ? PassAsync(gate) : Task.FromResult(id) };
        using var host = Host(target, "memory");
        var shop = host.Get<IShop>();

        var slow = shop.NumberAsync(1);
        Assert.That(await shop.NumberAsync(2), Is.EqualTo(2));

        gate.Open();
        Assert.That(await slow, Is.EqualTo(42));
    }

    private static CacheHost Host(Shop target, string kind) =>
        CacheHost.Of<IShop>(
            target,
            policies =>
                _ =
                    kind == "memoize"
                        ? policies.Memoize(s => s.Number(default)).Memoize(s => s.NumberAsync(default, default))
                        : policies.Cached(s => s.Number(default)).Cached(s => s.NumberAsync(default, default)),
            caching =>
            {
                if (kind == "outer")
                {
                    caching.Use("outer", _ => new OuterSyncBackend());
                }
            }
        );

    private static Task<T> OnThread<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static int Pass(Gate gate)
    {
        gate.Pass();
        return 42;
    }

    private static async Task<int> PassAsync(Gate gate, Exception? failure = null)
    {
        await gate.PassAsync();
        return failure is null ? 42 : throw failure;
    }

    private static async Task<int> WaitAsync(Gate gate, CancellationToken token)
    {
        await gate.PassAsync().WaitAsync(token);
        return 42;
    }
}
