using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Service;

public sealed class GetOrCreateTests : ServiceFixture
{
    private static readonly string[] Backends = ["memory", "scripted", "remote", "null"];

    [TestCase("memory")]
    [TestCase("scripted")]
    [TestCase("remote")]
    public async Task The_second_call_is_answered_from_the_cache(string backend)
    {
        Assert.That(await CreateAsync("k", 1, backend), Is.EqualTo(1));
        Assert.That(await CreateAsync("k", 2, backend), Is.EqualTo(1));
        Assert.That(await Sut.GetOrDefaultAsync("k", 0, backend), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lazy_sequence_is_stored_as_an_array()
    {
        var runs = 0;

        for (var call = 0; call < 3; call++)
        {
            var numbers = await Sut.GetOrCreateAsync("k", _ => Task.FromResult(Numbers()));
            Assert.That(numbers, Is.EqualTo([1, 2]));
        }

        Assert.That(runs, Is.EqualTo(1));

        IEnumerable<int> Numbers()
        {
            runs++;
            yield return 1;
            yield return 2;
        }
    }

    [Test]
    public async Task A_result_that_can_not_be_replayed_is_refused()
    {
        var refused = await Assert.ThrowsAsync<CacheOperationException>(async () =>
            await Sut.GetOrCreateAsync("k", _ => Task.FromResult(Stream.Null))
        );

        Assert.That(refused!.Message, Does.Contain("\"k\"").And.Contains("Stream").And.Contains("byte[]"));
    }

    [Test]
    public async Task The_null_backend_loads_each_time_and_still_once_for_callers_at_once()
    {
        Assert.That(await CreateAsync("k", 1, "null"), Is.EqualTo(1));
        Assert.That(await CreateAsync("k", 2, "null"), Is.EqualTo(2));

        var gate = new Gate();
        var leader = Sut.GetOrCreateAsync(
                "k",
                async _ =>
                {
                    await gate.PassAsync();
                    return 3;
                },
                backend: "null"
            )
            .AsTask();
        var joiner = CreateAsync("k", 4, "null");
        gate.Open();
        Assert.That(await leader.InTime(), Is.EqualTo(3));
        Assert.That(await joiner.InTime(), Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Backends))]
    public async Task The_business_exception_reaches_the_caller_unchanged_and_the_call_is_made_once_N1(string backend)
    {
        var calls = 0;
        var failure = new InvalidOperationException("business");

        var call = Sut.GetOrCreateAsync<int>(
            "k",
            _ =>
            {
                calls++;
                throw failure;
            },
            backend: backend
        );

        var caught = await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        Assert.That(caught, Is.SameAs(failure));
        Assert.That(calls, Is.EqualTo(1));
        Assert.That(Logs.Lines, Is.Empty, "it isn't a failure of the cache [E27]");
    }

    [TestCase("memory")]
    [TestCase("scripted")]
    public void So_does_a_synchronous_one(string backend)
    {
        var failure = new CacheConnectionException("thrown by the business call itself", "elsewhere");

        var caught = Assert.Throws<CacheConnectionException>(() =>
            Sut.GetOrCreate<int>("k", () => throw failure, backend: backend)
        );

        Assert.That(caught, Is.SameAs(failure));
        Assert.That(Logs.Lines, Is.Empty);
    }

    [Test]
    public async Task A_null_is_stored_only_where_the_options_say_so()
    {
        var calls = 0;
        Task<string?> Load(CancellationToken _)
        {
            calls++;
            return Task.FromResult<string?>(null);
        }

        await Sut.GetOrCreateAsync("k", Load);
        await Sut.GetOrCreateAsync("k", Load);
        Assert.That(calls, Is.EqualTo(2));

        await Sut.GetOrCreateAsync("k", Load, new() { CacheNull = true });
        await Sut.GetOrCreateAsync("k", Load, new() { CacheNull = true });
        Assert.That(calls, Is.EqualTo(3), "a cached null is a hit E6");
    }

    [Test]
    public async Task Tags_of_the_options_invalidate_it()
    {
        await Sut.GetOrCreateAsync("k", _ => Task.FromResult(1), new() { Tags = ["t"] });

        await Sut.InvalidateTagsAsync(["t"]);

        Assert.That(await CreateAsync("k", 2, "memory"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_load_gets_the_callers_token()
    {
        using var callers = new CancellationTokenSource();
        CancellationToken got = default;

        await Sut.GetOrCreateAsync(
            "k",
            token =>
            {
                got = token;
                return Task.FromResult(1);
            },
            cancellationToken: callers.Token
        );

        Assert.That(got, Is.EqualTo(callers.Token));
    }

    [Test]
    public async Task Synchronous_and_asynchronous_callers_share_entries()
    {
        Assert.That(Sut.GetOrCreate("a", () => 1), Is.EqualTo(1));
        Assert.That(await CreateAsync("a", 2, "memory"), Is.EqualTo(1));
        Assert.That(await CreateAsync("b", 3, "memory"), Is.EqualTo(3));
        Assert.That(Sut.GetOrCreate("b", () => 4), Is.EqualTo(3));
    }

    [Test]
    public void A_missing_load_is_an_error()
    {
        Assert.That(async () => await Sut.GetOrCreateAsync<int>("k", null!), Throws.ArgumentNullException);
        Assert.That(() => Sut.GetOrCreate<int>("k", null!), Throws.ArgumentNullException);
    }

    private Task<int> CreateAsync(string key, int value, string backend) =>
        Sut.GetOrCreateAsync(key, _ => Task.FromResult(value), backend: backend).AsTask();
}
