using System.Collections.Concurrent;

namespace Caching.Redis.Tests.Topologies;

/// <summary>Patterns and clears over many keys, among keys that aren't theirs.</summary>
public sealed class LongInvalidationTests : ServerFixture
{
    private const int Count = 1000;

    private RedisEngine _engine = null!;

    private ICacheService Cache => _engine.Cache;

    [SetUp]
    public async Task MakeAnEngine()
    {
        _engine = RedisEngine.On(Address, "shop");
        await Cache.InitializeAsync();
    }

    [TearDown]
    public async Task EndTheEngine()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [Test]
    public async Task Progress_counts_what_was_removed_so_far()
    {
        await FillAsync("a:");
        await FillAsync("b:");
        var (pattern, clear) = (new Reports(), new Reports());

        Assert.That(await Cache.InvalidatePatternAsync("a:*", pattern), Is.EqualTo(Count));
        await Cache.ClearAsync(clear);

        Assert.That(pattern, Has.Count.GreaterThan(5).And.Ordered);
        Assert.That(pattern, Has.Some.GreaterThan(0).And.Some.LessThan(Count), "while it goes on");
        Assert.That(pattern.Last(), Is.EqualTo(Count));
        Assert.That(clear, Has.Count.GreaterThan(1).And.Ordered);
        Assert.That(clear.Last(), Is.EqualTo(Count));
    }

    [Test]
    public async Task A_pattern_that_is_cancelled_ends_and_can_be_had_again()
    {
        await FillAsync("a:");
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports { OnReport = cancellation.Cancel };

        Assert.That(
            async () => await Cache.InvalidatePatternAsync("a:*", progress, cancellationToken: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(progress, Has.Count.EqualTo(1));
        Assert.That(_engine.Health, Is.EqualTo("works").Or.EqualTo("1 invalidation pending"));

        await Cache.InvalidatePatternAsync("a:*");
        Assert.That(await Server.CliAsync("--scan", "--pattern", "{shop:*}:e:*"), Is.Empty);
    }

    [Test]
    public async Task A_clear_leaves_other_prefixes_and_foreign_keys_alone()
    {
        await using var other = RedisEngine.On(Address, "shop2");
        await other.StoreAsync("k", 1);
        string[] foreign =
        [
            "plain",
            "shop:k",
            "{shop:0}:x:k",
            "{shop:0}e:k",
            "{shop:00}:e:k:other",
            "{shop:7}:e:k",
            "{shop:x}:e:k",
            "{sho:0}:e:k",
            "x{shop:0}:e:k",
        ];
        foreach (var key in foreign)
        {
            await Database.StringSetAsync(key, "foreign");
        }

        await FillAsync("a:");
        await Cache.ClearAsync();

        Assert.That(await Cache.GetManyAsync<int>([.. Enumerable.Range(0, Count).Select(i => $"a:{i}")]), Is.Empty);
        Assert.That((await other.Cache.GetAsync<int>("k")).IsHit, Is.True);
        foreach (var key in foreign)
        {
            Assert.That(await Database.KeyExistsAsync(key), Is.True, key);
        }

        Assert.That(await Database.KeyExistsAsync(["{shop:0}:log", "{shop:0}:meta"]), Is.EqualTo(2));
    }

    [Test]
    public async Task A_prefix_with_the_signs_of_a_glob_matches_itself_only()
    {
        await using var odd = RedisEngine.On(Address, "s*[h]?p");
        await odd.StoreAsync("k", 1);
        await _engine.StoreAsync("k", 1);

        Assert.That(await odd.Cache.InvalidatePatternAsync("k"), Is.EqualTo(1));
        Assert.That((await Cache.GetAsync<int>("k")).IsHit, Is.True);
    }

    [Test]
    public async Task Odd_keys_are_found_by_exactly_their_patterns()
    {
        var keys = OddKeys();
        await Cache.SetManyAsync(keys.ToDictionary(key => key, _ => 1));
        Assert.That((await Cache.GetManyAsync<int>(keys)).Keys, Is.EquivalentTo(keys));

        foreach (var key in keys)
        {
            Assert.That(await Cache.InvalidatePatternAsync(Glob.Escape(key)), Is.EqualTo(1), key);
            Assert.That((await Cache.GetAsync<int>(key)).IsHit, Is.False, key);
        }

        Assert.That(await Server.CliAsync("--scan", "--pattern", "{shop:*}:e:*"), Is.Empty);
    }

    [Test]
    public async Task Wildcards_find_odd_keys_as_the_memory_backend_does()
    {
        var keys = OddKeys();
        foreach (
            var glob in (string[])["*}:e:*", "?}*", "[a-z]*", "[^a-z]*", "*ü*", "??", "*\\*", "\\[*\\]", "*é", "x*y"]
        )
        {
            await Cache.SetManyAsync(keys.ToDictionary(key => key, _ => 1));
            string[] matching = [.. keys.Where(key => Glob.IsMatch(glob, key))];

            Assert.That(await Cache.InvalidatePatternAsync(glob), Is.EqualTo(matching.Length), glob);

            Assert.That((await Cache.GetManyAsync<int>(keys)).Keys, Is.EquivalentTo(keys.Except(matching)), glob);
        }
    }

    private static string[] OddKeys() =>
        [
            "a}:e:b",
            "}",
            "{}:e:",
            "{shop:0}:e:k",
            "*",
            "[a]",
            "back\\slash",
            "über",
            "日本語",
            "e\u0301",
            "\ud83d\ude00",
            "with space\r\nand line",
            "\"quoted\"",
            "\u0001",
            "x" + new string('l', 10_000) + "y",
        ];

    private Task FillAsync(string head) =>
        Cache.SetManyAsync(Enumerable.Range(0, Count).ToDictionary(number => $"{head}{number}")).AsTask();

    /// <summary>Unlike <see cref="Progress{T}"/> in order and at once.</summary>
    private sealed class Reports : ConcurrentQueue<long>, IProgress<long>
    {
        public Action? OnReport { get; init; }

        public void Report(long value)
        {
            Enqueue(value);
            OnReport?.Invoke();
        }
    }
}
