using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class LoadGraphTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task A_load_that_waits_for_its_own_key_is_a_clear_error()
    {
        var call = GetAsync("k", _ => GetAsync("k", () => 1));

        var refused = await Assert.ThrowsAsync<CacheOperationException>(() => call.InTime());
        Assert.That(refused!.Message, Does.Contain("\"k\"").And.Contains("waits for itself"));
        Assert.That(refused.Key, Is.EqualTo("k"));
    }

    [Test]
    public async Task So_is_one_that_does_through_another_key_and_another_thread()
    {
        var call = GetAsync(
            "a",
            async _ =>
            {
                await Task.Yield();
                return await GetAsync("b", _ => OnAnotherThread(() => GetAsync("a", () => 1)));
            }
        );

        await Assert.ThrowsAsync<CacheOperationException>(() => call.InTime());
    }

    [Test]
    public async Task A_load_that_needs_other_keys_is_fine()
    {
        var call = GetAsync(
            "a",
            async _ =>
            {
                var parts = await Task.WhenAll(GetAsync("b", () => 1), GetAsync("c", () => 2), GetAsync("b", () => 3));
                return parts.Sum();
            }
        );

        Assert.That(await call.InTime(), Is.EqualTo(4));
    }

    [Test]
    public async Task A_loads_B_while_B_loads_A_and_nobody_waits_for_ever()
    {
        var bothIn = new Gate();
        var a = GetAsync(
            "a",
            async _ =>
            {
                await bothIn.PassAsync();
                return "a+" + await GetAsync("b", () => "b itself");
            }
        );
        var b = GetAsync(
            "b",
            async _ =>
            {
                await bothIn.PassAsync();
                return "b+" + await GetAsync("a", () => "a itself");
            }
        );

        bothIn.Open();

        Assert.That(await a.InTime(), Does.StartWith("a+b"));
        Assert.That(await b.InTime(), Does.StartWith("b+a"));
    }

    [Test]
    public async Task Three_loads_in_a_circle_dont_wait_for_ever()
    {
        var allIn = new Gate();
        string[] keys = ["a", "b", "c"];
        var calls = keys.Select(
                (key, i) =>
                    GetAsync(
                        key,
                        async _ =>
                        {
                            await allIn.PassAsync();
                            await Task.Yield();
                            return key + await GetAsync(keys[(i + 1) % 3], () => "itself");
                        }
                    )
            )
            .ToArray();

        allIn.Open();

        Assert.That(await Task.WhenAll(calls).InTime(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_circle_through_a_nested_load_doesnt_wait_for_ever()
    {
        var bothIn = new Gate();
        var a = GetAsync(
            "a",
            token =>
                GetAsync(
                    "inner",
                    async _ =>
                    {
                        await bothIn.PassAsync();
                        return await GetAsync("b", () => "b itself");
                    },
                    token: token
                )
        );
        var b = GetAsync(
            "b",
            async _ =>
            {
                await bothIn.PassAsync();
                return await GetAsync("a", () => "a itself");
            }
        );

        bothIn.Open();

        await Task.WhenAll(a, b).InTime();
    }

    [Test]
    public async Task Who_has_waited_is_forgotten_so_that_the_next_circle_isnt_seen_where_there_is_none()
    {
        var gate = new Gate();
        var b = GetAsync(
            "b",
            async _ =>
            {
                await gate.PassAsync();
                return 1;
            }
        );
        await gate.Reached;
        var flight = (Flight?)null;
        var a = GetAsync(
            "a",
            async _ =>
            {
                flight = LoadGraph.Current;
                return await GetAsync("b", () => 2);
            }
        );
        gate.Open();

        Assert.That(await a.InTime(), Is.EqualTo(1));
        Assert.That(await b.InTime(), Is.EqualTo(1));
        Assert.That(flight!.Waiters, Is.Empty);
    }

    [Test]
    public async Task What_a_load_left_running_may_ask_for_its_key_once_it_has_landed()
    {
        var landed = new Gate();
        Task<int>? left = null;
        await GetAsync(
                "k",
                _ =>
                {
                    left = Task.Run(async () =>
                    {
                        await landed.PassAsync();
                        await Region.InvalidateAsync([Invalidation.Key("k")], default);
                        return await GetAsync("k", () => 2);
                    });
                    return Task.FromResult(1);
                }
            )
            .InTime();

        landed.Open();

        Assert.That(await left!.InTime(), Is.EqualTo(2));
    }

    private static Task<T> OnAnotherThread<T>(Func<Task<T>> work) => Task.Run(work);
}
