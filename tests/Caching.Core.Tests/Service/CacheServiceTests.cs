namespace Caching.Core.Tests.Service;

public sealed class CacheServiceTests : ServiceFixture
{
    [TestCase(null)]
    [TestCase("memory")]
    [TestCase("other")]
    [TestCase("scripted")]
    [TestCase("remote")]
    public async Task Every_operation_works_on_the_backend_that_it_names_and_on_no_other(string? backend)
    {
        await Sut.SetAsync("a", 1, backend: backend);
        await Sut.SetManyAsync(new Dictionary<string, int> { ["b"] = 2, ["c"] = 3 }, tags: ["t"], backend: backend);
        await Sut.IncrementAsync("n", 5, 10, backend: backend);
        await Sut.DecrementAsync("n", 1, backend: backend);

        foreach (var name in Runtime.Manager.Names.Where(name => name != "null"))
        {
            var isIt = name == (backend ?? "memory");
            Assert.That((await Sut.GetAsync<int>("a", name)).IsHit, Is.EqualTo(isIt), name);
            Assert.That(await Sut.GetOrDefaultAsync("b", -1, name), Is.EqualTo(isIt ? 2 : -1), name);
            Assert.That(await Sut.ExistsAsync("c", name), Is.EqualTo(isIt), name);
            Assert.That(await Sut.GetOrDefaultAsync("n", 0L, name), Is.EqualTo(isIt ? 14 : 0), name);
            Assert.That(await Sut.GetManyAsync<int>(["a", "b", "x"], name), Has.Count.EqualTo(isIt ? 2 : 0), name);
        }

        await Sut.InvalidateTagsAsync(["t"], backend);
        Assert.That((await Sut.GetManyAsync<int>(["a", "b", "c"], backend)).Keys, Is.EqualTo(new[] { "a" }));
        Assert.That(await Sut.DeleteAsync("a", backend), Is.True);
        Assert.That(await Sut.DeleteAsync("a", backend), Is.False);
        await Sut.SetManyAsync(
            new Dictionary<string, int>
            {
                ["p:1"] = 2,
                ["p:2"] = 3,
                ["q"] = 4,
            },
            backend: backend
        );
        Assert.That(await Sut.InvalidatePatternAsync("p:*", backend), Is.EqualTo(2));
        Assert.That(await Sut.DeleteManyAsync(["q", "q", "x"], backend), Is.EqualTo(1));
        await Sut.ClearAsync(backend);
        Assert.That(await Sut.ExistsAsync("n", backend), Is.False);
    }

    [TestCase(null)]
    [TestCase("other")]
    [TestCase("scripted")]
    public void So_does_every_synchronous_one(string? backend)
    {
        Assert.That(Sut.Set("a", 1, backend: backend), Is.True);
        Sut.Set("b", 2, tags: ["t"], backend: backend);
        Sut.Set("p:1", 2, backend: backend);
        Sut.Set("q", 2, backend: backend);

        Assert.That(Sut.Get<int>("a", backend).Value, Is.EqualTo(1));
        Assert.That(Sut.Get<int>("a", backend is null ? "other" : null).IsHit, Is.False);
        Sut.InvalidateTags(["t"], backend);
        Assert.That(Sut.Get<int>("b", backend).IsHit, Is.False);
        Assert.That(Sut.Delete("a", backend), Is.True);
        Assert.That(Sut.Delete("a", backend), Is.False);
        Assert.That(Sut.InvalidatePattern("p:*", backend), Is.EqualTo(1));
        Sut.Clear(backend);
        Assert.That(Sut.Get<int>("q", backend).IsHit, Is.False);
        Assert.That(Sut.GetOrCreate("r", () => 7, backend: backend), Is.EqualTo(7));
        Assert.That(Sut.GetOrCreate("r", () => 8, backend: backend), Is.EqualTo(7));
    }

    [Test]
    public async Task The_applications_prefix_stands_before_every_key()
    {
        await Sut.SetAsync("k", 1);
        await Sut.IncrementAsync("n");
        await Sut.SetManyAsync(new Dictionary<string, int> { ["m"] = 2 });
        await Sut.GetOrCreateAsync("g", _ => Task.FromResult(3));

        foreach (var key in new[] { "k", "n", "m", "g" })
        {
            Assert.That(await Memory.ExistsAsync("s[h]op:" + key), Is.True, key);
            Assert.That(await Memory.ExistsAsync(key), Is.False, key);
        }
    }

    [Test]
    public async Task A_pattern_stays_inside_the_application_whatever_its_prefix_looks_like()
    {
        Memory.Set("shop:k", "another application's");
        Memory.Set("k", "nobody's");
        await Sut.SetAsync("k", 1);

        Assert.That(await Sut.InvalidatePatternAsync("*"), Is.EqualTo(1));

        Assert.That(Memory.Get<string>("shop:k").IsHit, Is.True);
        Assert.That(Memory.Get<string>("k").IsHit, Is.True);
    }

    [Test]
    public async Task What_says_no_time_to_live_has_the_default()
    {
        await Sut.SetAsync("set", 1);
        await Sut.SetManyAsync(new Dictionary<string, int> { ["many"] = 1 });
        await Sut.GetOrCreateAsync("created", _ => Task.FromResult(1));
        await Sut.SetAsync("longer", 1, TimeSpan.FromHours(1));
        await Sut.GetOrCreateAsync("longer created", _ => Task.FromResult(1), new() { Ttl = TimeSpan.FromHours(1) });
        await Sut.IncrementAsync("counter");
        string[] keys = ["set", "many", "created", "longer", "longer created"];

        Time.Advance(DefaultTtl - TimeSpan.FromMilliseconds(1));
        Assert.That(await Sut.GetManyAsync<int>(keys), Has.Count.EqualTo(5));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await Sut.GetManyAsync<int>(keys)).Keys, Is.EqualTo(new[] { "longer", "longer created" }));
        Assert.That(await Sut.ExistsAsync("counter"), Is.True, "a counter lives until somebody says otherwise");
    }

    [Test]
    public void An_unknown_backend_is_an_error_that_lists_those_there_are_N8()
    {
        Assert.Multiple(() =>
        {
            Unknown(async () => await Sut.GetAsync<int>("k", "redis"));
            Unknown(async () => await Sut.GetOrDefaultAsync("k", 1, "redis"));
            Unknown(async () => await Sut.SetAsync("k", 1, backend: "redis"));
            Unknown(async () => await Sut.DeleteAsync("k", "redis"));
            Unknown(async () => await Sut.ExistsAsync("k", "redis"));
            Unknown(async () => await Sut.ClearAsync("redis"));
            Unknown(async () => await Sut.InvalidatePatternAsync("k", "redis"));
            Unknown(async () => await Sut.InvalidateTagsAsync(["k"], "redis"));
            Unknown(async () => await Sut.GetManyAsync<int>(["k"], "redis"));
            Unknown(async () => await Sut.SetManyAsync(new Dictionary<string, int>(), backend: "redis"));
            Unknown(async () => await Sut.DeleteManyAsync(["k"], "redis"));
            Unknown(async () => await Sut.IncrementAsync("k", backend: "redis"));
            Unknown(async () => await Sut.DecrementAsync("k", backend: "redis"));
            Unknown(async () => await Sut.GetOrCreateAsync("k", _ => Task.FromResult(1), backend: "redis"));
            Unknown(() => Task.FromResult(Sut.GetOrCreate("k", () => 1, backend: "redis")));
            Unknown(() => Task.FromResult(Sut.Get<int>("k", "redis")));
            Unknown(() => Task.FromResult(Runtime.Manager.GetBackend("redis")));
            Unknown(() => Task.FromResult(Runtime.Manager.GetBackend("Memory")), "Memory");
        });
    }

    [Test]
    public async Task Nothing_has_to_be_initialised_first_N8() => Assert.That(await Sut.SetAsync("k", 1), Is.True);

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void An_empty_key_is_an_error(string? empty) =>
        Assert.Multiple(() =>
        {
            Refuses(async () => await Sut.GetAsync<int>(empty!));
            Refuses(async () => await Sut.SetAsync(empty!, 1));
            Refuses(async () => await Sut.DeleteAsync(empty!));
            Refuses(async () => await Sut.ExistsAsync(empty!));
            Refuses(async () => await Sut.InvalidatePatternAsync(empty!));
            Refuses(async () => await Sut.InvalidateTagsAsync([empty!]));
            Refuses(async () => await Sut.GetManyAsync<int>([empty!]));
            Refuses(async () => await Sut.DeleteManyAsync([empty!]));
            Refuses(async () => await Sut.IncrementAsync(empty!));
            Refuses(async () => await Sut.SetAsync("k", 1, tags: [empty!]));
            Refuses(async () => await Sut.GetOrCreateAsync(empty!, _ => Task.FromResult(1)));
            Refuses(() => Task.FromResult(Sut.GetOrCreate(empty!, () => 1)));
        });

    [TestCase(0)]
    [TestCase(-1)]
    public void A_time_to_live_that_isnt_greater_than_zero_is_an_error_E26(int seconds)
    {
        var ttl = TimeSpan.FromSeconds(seconds);
        Assert.Multiple(() =>
        {
            Refuses(async () => await Sut.SetAsync("k", 1, ttl), "ttl");
            Refuses(async () => await Sut.SetManyAsync(new Dictionary<string, int>(), ttl), "ttl");
            Refuses(async () => await Sut.IncrementAsync("k", ttl: ttl), "ttl");
            Refuses(() => Task.FromResult(Sut.Set("k", 1, ttl)), "ttl");
            Refuses(() => Task.FromResult(new CacheLoadOptions { Ttl = ttl }), "Ttl");
        });
    }

    [Test]
    public void A_synchronous_call_of_an_asynchronous_backend_is_an_error_with_the_way_out()
    {
        var refused = Assert.Throws<CacheOperationException>(() => Sut.Get<int>("k", "remote"))!;

        Assert.That(refused.Message, Does.Contain("\"remote\"").And.Contains(nameof(ISyncCacheBackend)));
        Assert.Throws<CacheOperationException>(() => Sut.Set("k", 1, backend: "remote"));
        Assert.Throws<CacheOperationException>(() => Sut.Delete("k", "remote"));
        Assert.Throws<CacheOperationException>(() => Sut.GetOrCreate("k", () => 1, backend: "remote"));
    }

    [Test]
    public async Task Counters_are_the_same_on_every_backend_N7()
    {
        foreach (var backend in new[] { "memory", "scripted", "remote" })
        {
            Assert.That(await Sut.IncrementAsync("n", 5, 100, backend: backend), Is.EqualTo(105));
            Assert.That(await Sut.DecrementAsync("n", 10, 100, backend: backend), Is.EqualTo(95));
            await Sut.SetAsync("entry", "text", backend: backend);
            Assert.That(
                async () => await Sut.IncrementAsync("entry", backend: backend),
                Throws.InstanceOf<CacheOperationException>()
            );
        }
    }

    [Test]
    public async Task Initialise_and_shut_down_reach_every_backend_and_shut_down_only_once()
    {
        await Sut.InitializeAsync();
        await Sut.ShutdownAsync();
        await Sut.ShutdownAsync();
        await Runtime.DisposeAsync();

        Assert.That(Scripted.Script.CallsOf("initialize"), Is.EqualTo(1));
        Assert.That(Remote.Script.CallsOf("initialize"), Is.EqualTo(1));
        Assert.That(Scripted.Script.CallsOf("shutdown"), Is.EqualTo(1));
        Assert.That(Remote.Script.CallsOf("shutdown"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_callers_token_reaches_the_backend()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(async () =>
            await Sut.GetAsync<int>("k", cancellationToken: given.Token)
        );
        await Assert.CatchAsync<OperationCanceledException>(async () =>
            await Sut.SetAsync("k", 1, backend: "remote", cancellationToken: given.Token)
        );
        Assert.That(Logs.Lines, Is.Empty, "giving up isn't a failure of the backend");
    }

    private static void Unknown(Func<Task> call, string name = "redis") =>
        Assert.That(
            call,
            Throws
                .InstanceOf<CacheConfigurationException>()
                .With.Message.Contains($"no backend is called \"{name}\"")
                .And.Message.Contains("memory, null, other, remote, scripted")
        );

    private static void Refuses(Func<Task> call, string? name = null) =>
        Assert.That(
            call,
            name is null
                ? Throws.InstanceOf<ArgumentException>()
                : Throws
                    .InstanceOf<ArgumentException>()
                    .With.Property(nameof(ArgumentException.ParamName))
                    .EqualTo(name)
        );
}
