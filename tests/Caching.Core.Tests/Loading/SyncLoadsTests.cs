using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class SyncLoadsTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task Many_threads_load_once_E11()
    {
        var loads = 0;
        var gate = new Gate();
        var threads = Enumerable
            .Range(0, 30)
            .Select(_ =>
                Threads.Run(() =>
                    Get(
                        "k",
                        () =>
                        {
                            Interlocked.Increment(ref loads);
                            gate.Pass();
                            return new object();
                        }
                    )
                )
            )
            .ToArray();
        await gate.Reached;
        gate.Open();
        var values = await Task.WhenAll(threads).InTime();

        Assert.That(loads, Is.EqualTo(1));
        Assert.That(values.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_synchronous_joiner_gets_the_value_of_a_synchronous_load()
    {
        var gate = new Gate();
        var leader = Threads.Run(() => Get("k", () => Held(gate, "led")));
        await gate.Reached;
        var joiner = Threads.RunUntilBlocked(() => Get("k", () => "never called"));
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("led"));
        Assert.That(await joiner.InTime(), Is.EqualTo("led"));
    }

    [Test]
    public async Task An_asynchronous_joiner_gets_the_value_of_a_synchronous_load()
    {
        var gate = new Gate();
        var leader = Threads.Run(() => Get("k", () => Held(gate, "led")));
        await gate.Reached;
        var joiner = GetAsync("k", () => "never called");
        Assert.That(joiner.IsCompleted, Is.False);
        gate.Open();

        Assert.That(await joiner.InTime(), Is.EqualTo("led"));
        await leader.InTime();
    }

    [Test]
    public async Task A_synchronous_caller_never_waits_for_an_asynchronous_load()
    {
        var gate = new Gate();
        var leader = GetAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                return "asynchronous";
            }
        );

        Assert.That(Get("k", () => "synchronous"), Is.EqualTo("synchronous"));
        gate.Open();
        Assert.That(await leader.InTime(), Is.EqualTo("asynchronous"));
    }

    [Test]
    public async Task Both_loads_of_a_key_are_fenced_alike()
    {
        var asynchronous = new Gate();
        var synchronous = new Gate();
        var first = GetAsync(
            "k",
            async _ =>
            {
                await asynchronous.PassAsync();
                return "old";
            }
        );
        var second = Threads.Run(() => Get("k", () => Held(synchronous, "old")));
        await synchronous.Reached;

        Region.Invalidate([Invalidation.Key("k")]);
        asynchronous.Open();
        synchronous.Open();
        await first.InTime();
        await second.InTime();

        Assert.That(Get("k", () => "new"), Is.EqualTo("new"));
    }

    [Test]
    public async Task Joiners_get_the_one_exception_E28()
    {
        var gate = new Gate();
        var failure = new InvalidOperationException("business");
        var leader = Threads.Run(() => Get<int>("k", () => Fail(gate, failure)));
        await gate.Reached;
        var joiner = Threads.RunUntilBlocked(() => Get("k", () => 1));
        gate.Open();

        Assert.That(await Assert.ThrowsAsync<InvalidOperationException>(() => leader.InTime()), Is.SameAs(failure));
        var caught = await Assert.ThrowsAsync<InvalidOperationException>(() => joiner.InTime());
        Assert.That(caught, Is.SameAs(failure));
        Assert.That(caught!.StackTrace, Does.Contain(nameof(Fail)));
        Assert.That(Get("k", () => 2), Is.EqualTo(2), "and nothing was stored");
    }

    [TestCase("key")]
    [TestCase("tag")]
    [TestCase("pattern")]
    [TestCase("clear")]
    [TestCase("write")]
    public async Task A_value_loaded_before_a_synchronous_invalidation_isnt_stored_after_it(string way)
    {
        var rules = new TestRules<string> { Tags = ["t"] };
        var gate = new Gate();
        var leader = Threads.Run(() => Get("k", () => Held(gate, "old"), rules));
        await gate.Reached;

        if (way == "write")
        {
            Region.Set("k", "new", default);
        }
        else
        {
            Region.Invalidate([
                way switch
                {
                    "key" => Invalidation.Key("k"),
                    "tag" => Invalidation.Tag("t"),
                    "pattern" => Invalidation.Pattern("k*"),
                    _ => Invalidation.All,
                },
            ]);
        }

        var after = Get("k", () => "new", rules);
        gate.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("old"));
        Assert.That(after, Is.EqualTo("new"));
        Assert.That(Get("k", () => "newer", rules), Is.EqualTo("new"));
    }

    [Test]
    public void A_load_that_waits_for_its_own_key_is_a_clear_error() =>
        Assert.That(
            () => Get("k", () => Get("k", () => 1)),
            Throws.InstanceOf<CacheOperationException>().With.Message.Contains("waits for itself")
        );

    [Test]
    public async Task A_loads_B_while_B_loads_A_on_two_threads_and_nobody_waits_for_ever()
    {
        using var bothIn = new Barrier(2);
        var a = Threads.Run(() => Get("a", () => Circle(bothIn, "b")));
        var b = Threads.Run(() => Get("b", () => Circle(bothIn, "a")));

        Assert.That(await a.InTime(), Is.Positive);
        Assert.That(await b.InTime(), Is.Positive);
    }

    [Test]
    public void The_thread_has_left_the_load_afterwards()
    {
        Flight? inside = null;
        Get(
            "k",
            () =>
            {
                inside = LoadGraph.Current;
                return 1;
            }
        );

        Assert.That(inside, Is.Not.Null);
        Assert.That(LoadGraph.Current, Is.Null);
    }

    private static string Held(Gate gate, string value)
    {
        gate.Pass();
        return value;
    }

    private static int Fail(Gate gate, Exception failure)
    {
        gate.Pass();
        throw failure;
    }

    private int Circle(Barrier bothIn, string other)
    {
        bothIn.SignalAndWait();
        return 1 + Get(other, () => 1);
    }
}
