using Caching.Redis.Servers;
using Caching.TestKit.Doubles;
using static Caching.Redis.Tests.RoundTrips.SentCommands;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>What a call costs on the wire.</summary>
public sealed class CallTests : RoundTripFixture
{
    private static readonly CacheLoadOptions Tagged = new() { Tags = ["a", "b", "c"] };

    [Test]
    public async Task A_hit_is_one_get_whatever_its_tags()
    {
        await Engine.StoreAsync("k", 1, "a", "b", "c");
        await Sent.TakeUntilQuietAsync();

        await Engine.LoadAsync("k", 2, "a", "b", "c");
        Assert.That(Sent.Take(), Is.EqualTo([Get]));

        Cache.GetOrCreate("k", () => 2, Tagged);
        Assert.That(Sent.Take(), Is.EqualTo([Get]), "synchronously");

        await Cache.GetAsync<int>("k");
        Assert.That(Sent.Take(), Is.EqualTo([Get]), "by hand");

        Cache.Get<int>("k");
        Assert.That(Sent.Take(), Is.EqualTo([Get]), "by hand, synchronously");
    }

    [Test]
    public async Task A_miss_is_a_get_and_a_script_before_the_load_and_a_script_after_it()
    {
        IReadOnlyList<string> before = [];
        await Cache.GetOrCreateAsync(
            "k",
            _ =>
            {
                before = Sent.Take();
                return Task.FromResult(1);
            },
            Tagged
        );
        await Polling.UntilAsync(async () => (await Cache.GetAsync<int>("k")).IsHit, "it is stored");

        Assert.That(before, Is.EqualTo([Get, Script]));
        Assert.That(Sent.Take().Where(command => command != Get), Is.EqualTo([Script]));
    }

    [Test]
    public void A_synchronous_miss_is_no_more()
    {
        IReadOnlyList<string> before = [];
        Cache.GetOrCreate(
            "k",
            () =>
            {
                before = Sent.Take();
                return 1;
            },
            Tagged
        );

        Assert.That(before, Is.EqualTo([Get, Script]));
        Assert.That(Sent.Take(), Is.EqualTo([Script]));
    }

    [Test]
    public async Task A_joiner_is_one_get()
    {
        var gate = new Gate();
        var leader = Cache.GetOrCreateAsync("k", LoadAsync).AsTask();
        await gate.Reached;
        await Sent.TakeUntilQuietAsync();

        var joiners = Enumerable.Range(0, 5).Select(_ => Cache.GetOrCreateAsync("k", LoadAsync).AsTask()).ToArray();
        List<string> sent = [];
        await Polling.UntilAsync(
            () =>
            {
                sent.AddRange(Sent.Take());
                return Task.FromResult(sent.Count >= 5);
            },
            "the joiners have looked"
        );
        sent.AddRange(await Sent.TakeUntilQuietAsync());
        gate.Open();
        await leader.InTime();
        await Task.WhenAll(joiners).InTime();

        Assert.That(sent, Is.EqualTo(Enumerable.Repeat(Get, 5)));
        Assert.That(Sent.Take(), Is.EqualTo([Script]), "the leader's store");

        async Task<int> LoadAsync(CancellationToken cancellationToken)
        {
            await gate.PassAsync();
            return 1;
        }
    }

    [Test]
    public async Task A_value_that_isnt_stored_is_a_get_and_a_script()
    {
        await Engine.LoadAsync<string?>("k", null);
        await Cache.ExistsAsync("k");
        Assert.That(Sent.Take(), Is.EqualTo([Get, Script, "GETRANGE"]));

        Cache.GetOrCreate<string?>("k", () => null);
        Assert.That(Sent.Take(), Is.EqualTo([Get, Script]), "synchronously");
    }

    [Test]
    public async Task A_failed_load_is_a_get_and_a_script()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Cache.GetOrCreateAsync<int>("k", _ => throw new InvalidOperationException())
        );
        await Cache.ExistsAsync("k");

        Assert.That(Sent.Take(), Is.EqualTo([Get, Script, "GETRANGE"]));
    }
}
