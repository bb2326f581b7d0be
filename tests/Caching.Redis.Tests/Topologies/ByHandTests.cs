using Caching.TestKit.Doubles;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The lines of README.md with which an operator invalidates, run as they stand there.</summary>
public sealed class ByHandTests : ServerFixture
{
    private static readonly CacheLoadOptions Tagged = new() { Tags = ["rates"] };

    private RedisEngine _engine = null!;

    [SetUp]
    public async Task MakeAnEngine()
    {
        _engine = RedisEngine.On(Address, "shop");
        await _engine.Cache.InitializeAsync();
    }

    [TearDown]
    public async Task EndTheEngine()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    [TestCase("rate:eur")]
    [TestCase("rates")]
    public async Task A_load_under_way_isnt_stored_and_the_entry_is_gone(string subject)
    {
        var gate = new Gate();
        var load = Task.Run(() =>
            _engine.Cache.GetOrCreate(
                "rate:eur",
                () =>
                {
                    gate.Pass();
                    return 1;
                },
                Tagged
            )
        );
        await gate.Reached;
        await _engine.Cache.SetAsync("other", 1);
        await StoreBesidesTheLoadAsync();

        Assert.That(await RunAsync(subject), Is.EqualTo("1"));
        Assert.That(await Database.KeyExistsAsync(_engine.Entry("rate:eur")), Is.False, "the entry");
        gate.Open();
        await load.InTime();

        Assert.That((await _engine.Cache.GetAsync<int>("rate:eur")).IsHit, Is.False, "the load");
        Assert.That((await _engine.Cache.GetAsync<int>("other")).IsHit, Is.True);
        await _engine.StoreAsync("rate:eur", 2, "rates");
    }

    [TestCase("rate:eur")]
    [TestCase("rates")]
    public async Task A_load_that_begins_afterwards_is_stored(string subject)
    {
        await RunAsync(subject);

        _engine.Cache.GetOrCreate("rate:eur", () => 1, Tagged);

        Assert.That(_engine.Cache.Get<int>("rate:eur").IsHit, Is.True);
    }

    [Test]
    public async Task A_full_server_takes_them_with_the_flag()
    {
        await _engine.StoreAsync("rate:eur", 1, "rates");
        await Server.CliAsync("CONFIG", "SET", "maxmemory", "1");
        try
        {
            Assert.That(await RunAsync("rates", whenFull: true), Is.EqualTo("1"));
        }
        finally
        {
            await Server.CliAsync("CONFIG", "SET", "maxmemory", "0");
        }

        Assert.That((await _engine.Cache.GetAsync<int>("rate:eur")).IsHit, Is.False);
    }

    [Test]
    public async Task A_large_tag_takes_a_hundred_entries_each_time()
    {
        await _engine.Cache.SetManyAsync(Enumerable.Range(0, 150).ToDictionary(i => $"rate:{i}"), tags: ["rates"]);

        Assert.That(await RunAsync("rates"), Is.EqualTo("100"));
        Assert.That(await RunAsync("rates"), Is.EqualTo("50"));

        Assert.That(await Server.CliAsync("--scan", "--pattern", "{shop:0}:e:*"), Is.Empty);
        Assert.That(await Database.SortedSetLengthAsync("{shop:0}:t:rates"), Is.Zero);
    }

    // Another process stored meanwhile; that doesn't concern the load.
    private async Task StoreBesidesTheLoadAsync()
    {
        await using var other = RedisEngine.On(Address, "shop");
        await other.StoreAsync("rate:eur", 0, "rates");
    }

    private Task<string> RunAsync(string subject, bool whenFull = false) =>
        OperatorLines.RunAsync(Server.Port, "redis-cli EVAL", $"{subject}'", whenFull);
}
