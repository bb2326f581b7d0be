using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class SingleFlightTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task A_thousand_concurrent_misses_load_once_E11()
    {
        var loads = 0;
        var gate = new Gate();

        var calls = Enumerable
            .Range(0, 1_000)
            .Select(_ =>
                GetAsync(
                    "k",
                    async _ =>
                    {
                        Interlocked.Increment(ref loads);
                        await gate.PassAsync();
                        return new object();
                    }
                )
            )
            .ToArray();
        Assert.That(Region.Flights.Count, Is.EqualTo(1));
        gate.Open();
        var values = await Task.WhenAll(calls).InTime();

        Assert.That(loads, Is.EqualTo(1));
        Assert.That(values.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await NextAsync("k", new object()), Is.SameAs(values[0]), "and it was stored");
    }

    [Test]
    public async Task Concurrent_misses_on_many_threads_load_once_E11()
    {
        var loads = 0;
        var gate = new Gate();
        var calls = Enumerable
            .Range(0, 200)
            .Select(_ =>
                Task.Run(() =>
                    GetAsync(
                        "k",
                        async _ =>
                        {
                            Interlocked.Increment(ref loads);
                            await gate.PassAsync();
                            return 1;
                        }
                    )
                )
            )
            .ToArray();
        await gate.Reached;
        gate.Open();
        await Task.WhenAll(calls).InTime();

        Assert.That(loads, Is.EqualTo(1));
    }

    [Test]
    public async Task Different_keys_load_side_by_side()
    {
        var first = new Gate();
        var slow = GetAsync("a", Held(first, 1));

        Assert.That(await GetAsync("b", () => 2).InTime(), Is.EqualTo(2));

        first.Open();
        Assert.That(await slow.InTime(), Is.EqualTo(1));
    }

    [Test]
    public async Task One_key_under_two_types_loads_twice_and_mixes_nothing_up()
    {
        var gate = new Gate();
        var number = GetAsync("k", Held(gate, 1));
        var text = GetAsync("k", () => "text");

        Assert.That(await text.InTime(), Is.EqualTo("text"));
        gate.Open();
        Assert.That(await number.InTime(), Is.EqualTo(1));
    }

    [Test]
    public async Task All_joiners_get_the_one_exception_with_its_stack_E28()
    {
        var gate = new Gate();
        var failure = new InvalidOperationException("business");
        var leader = GetAsync<int>("k", _ => FailAsync(gate, failure));
        var joiners = Enumerable.Range(0, 20).Select(_ => GetAsync("k", () => 1)).ToArray();

        gate.Open();

        foreach (var call in joiners.Prepend(leader))
        {
            var caught = await Assert.ThrowsAsync<InvalidOperationException>(() => call.InTime());
            Assert.That(caught, Is.SameAs(failure));
            Assert.That(caught!.StackTrace, Does.Contain(nameof(FailAsync)));
        }
    }

    [Test]
    public async Task A_failed_load_is_never_stored()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GetAsync<int>("k", () => throw new InvalidOperationException())
        );

        Assert.That(await NextAsync("k", 2), Is.EqualTo(2));
    }

    [Test]
    public async Task A_cancelled_load_is_never_stored()
    {
        await Assert.CatchAsync<OperationCanceledException>(() =>
            GetAsync("k", _ => Task.FromCanceled<int>(new CancellationToken(true)))
        );

        Assert.That(await NextAsync("k", 2), Is.EqualTo(2));
    }

    [Test]
    public async Task A_value_that_the_rules_dont_store_goes_to_all_joiners_and_isnt_stored()
    {
        var gate = new Gate();
        var leader = GetAsync("k", Held<string?>(gate, null));
        var joiner = GetAsync<string?>("k", () => "never called");
        gate.Open();

        Assert.That(await leader.InTime(), Is.Null);
        Assert.That(await joiner.InTime(), Is.Null);
        Assert.That(await NextAsync<string?>("k", "next"), Is.EqualTo("next"));
    }

    [Test]
    public async Task Joiners_of_a_load_that_its_leaders_token_cancelled_elect_a_new_leader_C5()
    {
        using var leaders = new CancellationTokenSource();
        var gate = new Gate();
        var second = new Gate();
        var loads = 0;
        var leader = GetAsync<int>("k", token => GiveUpAsync(gate, token), token: leaders.Token);
        var joiners = Enumerable
            .Range(0, 10)
            .Select(_ =>
                GetAsync(
                    "k",
                    async _ =>
                    {
                        Interlocked.Increment(ref loads);
                        await second.PassAsync();
                        return 2;
                    }
                )
            )
            .ToArray();

        await leaders.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => leader.InTime());
        await second.Reached;
        second.Open();

        Assert.That(await Task.WhenAll(joiners).InTime(), Is.All.EqualTo(2));
        Assert.That(loads, Is.EqualTo(1));
    }

    [Test]
    public async Task A_load_that_cancels_itself_is_a_failure_that_joiners_share()
    {
        var gate = new Gate();
        var timedOut = new TaskCanceledException("the database timed out");
        var leader = GetAsync<int>("k", _ => FailAsync(gate, timedOut));
        var joiner = GetAsync("k", () => 1);
        gate.Open();

        Assert.That(await Assert.CatchAsync<TaskCanceledException>(() => leader.InTime()), Is.SameAs(timedOut));
        Assert.That(await Assert.CatchAsync<TaskCanceledException>(() => joiner.InTime()), Is.SameAs(timedOut));
    }

    [Test]
    public async Task A_joiners_own_token_frees_that_joiner_at_once()
    {
        using var joiners = new CancellationTokenSource();
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, 1));
        var impatient = GetAsync("k", _ => Task.FromResult(2), token: joiners.Token);
        var patient = GetAsync("k", () => 3);

        await joiners.CancelAsync();

        var freed = await Assert.CatchAsync<OperationCanceledException>(() => impatient.InTime());
        Assert.That(freed!.CancellationToken, Is.EqualTo(joiners.Token));
        Assert.That(leader.IsCompleted, Is.False);
        gate.Open();
        Assert.That(await leader.InTime(), Is.EqualTo(1));
        Assert.That(await patient.InTime(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_leader_whose_token_is_cancelled_but_whose_load_ends_well_publishes()
    {
        using var leaders = new CancellationTokenSource();
        var gate = new Gate();
        var leader = GetAsync("k", Held(gate, 1), token: leaders.Token);
        var joiner = GetAsync("k", () => 2);
        await leaders.CancelAsync();
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo(1));
        Assert.That(await joiner.InTime(), Is.EqualTo(1));
        Assert.That(await NextAsync("k", 3), Is.EqualTo(1));
    }

    [Test]
    public async Task A_load_that_throws_before_its_first_await_fails_the_task_and_lands()
    {
        var call = GetAsync<int>("k", _ => throw new InvalidOperationException("at once"));

        Assert.That(call.IsFaulted, Is.True);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call);
    }

    private static Func<CancellationToken, Task<T>> Held<T>(Gate gate, T value) =>
        async _ =>
        {
            await gate.PassAsync();
            return value;
        };

    private static async Task<int> FailAsync(Gate gate, Exception failure)
    {
        await gate.PassAsync();
        throw failure;
    }

    private static async Task<int> GiveUpAsync(Gate gate, CancellationToken token)
    {
        await gate.PassOrGiveUpAsync(token);
        return 0;
    }
}
