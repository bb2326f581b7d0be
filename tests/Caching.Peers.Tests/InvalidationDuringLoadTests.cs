using Caching.TestKit.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Peers.Tests;

/// <summary>
/// Why the invalidation fence exists: what each library serves after a value was invalidated while it was being loaded.
/// </summary>
/// <remarks>
/// A caller reads the old row; the row is changed and invalidated, and the invalidation is acknowledged; then the load
/// ends. A library for which "old" is expected publishes what it loaded before the invalidation and serves it until the
/// entry expires. These rows describe the versions in Directory.Packages.props: one that fails after an upgrade is good
/// news, and the row changes sides.
/// </remarks>
public sealed class InvalidationDuringLoadTests
{
    private const string Key = "product";
    private const string Tag = "products";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private string _row = "old";

    [SetUp]
    public void StartWithTheOldRow() => _row = "old";

    [TestCase("HybridCache", false, ExpectedResult = "old", TestName = "H3 HybridCache, by key, serves the old value")]
    [TestCase("HybridCache", true, ExpectedResult = "old", TestName = "H3b HybridCache, by tag, serves the old value")]
    [TestCase("FusionCache", false, ExpectedResult = "old", TestName = "F2 FusionCache, by key, serves the old value")]
    [TestCase("FusionCache", true, ExpectedResult = "new", TestName = "F2 FusionCache, by tag, serves the new value")]
    [TestCase("Caching", false, ExpectedResult = "new", TestName = "H3 F2 Caching, by key, serves the new value")]
    [TestCase("Caching", true, ExpectedResult = "new", TestName = "H3b Caching, by tag, serves the new value")]
    public async Task<string> A_call_after_a_load_that_was_invalidated(string library, bool byTag)
    {
        await using var peer = Make(library);
        var gate = new Gate();
        var leader = GetAsync(peer, gate);
        await gate.Reached;

        await ChangeAsync(peer, byTag);
        gate.Open();
        Assert.That(await leader.InTime(), Is.EqualTo("old"), "it began before");

        return await GetAsync(peer).InTime();
    }

    [TestCase("HybridCache", false, ExpectedResult = "old", TestName = "HybridCache, by key, lets a later caller join")]
    [TestCase("HybridCache", true, ExpectedResult = "old", TestName = "HybridCache, by tag, lets a later caller join")]
    [TestCase("FusionCache", false, ExpectedResult = "old", TestName = "FusionCache, by key, lets a later caller join")]
    [TestCase("Caching", false, ExpectedResult = "new", TestName = "Caching, by key, has a later caller load itself")]
    [TestCase("Caching", true, ExpectedResult = "new", TestName = "Caching, by tag, has a later caller load itself")]
    public async Task<string> A_call_while_a_load_that_was_invalidated_still_runs(string library, bool byTag)
    {
        await using var peer = Make(library);
        var gate = new Gate();
        var leader = GetAsync(peer, gate);
        await gate.Reached;

        await ChangeAsync(peer, byTag);
        var later = GetAsync(peer);
        gate.Open();
        await leader.InTime();

        return await later.InTime();
    }

    private IPeer Make(string library) =>
        library switch
        {
            "HybridCache" => new HybridCachePeer(_time),
            "FusionCache" => new FusionCachePeer(),
            _ => new CachingPeer(_time),
        };

    private async Task ChangeAsync(IPeer peer, bool byTag)
    {
        _row = "new";
        _time.Advance(TimeSpan.FromSeconds(1));
        await (byTag ? peer.InvalidateTagAsync(Tag) : peer.InvalidateKeyAsync(Key)).InTime();
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<string> GetAsync(IPeer peer, Gate? held = null) =>
        peer.GetAsync(
            Key,
            Tag,
            async () =>
            {
                var row = _row;
                if (held is not null)
                {
                    await held.PassAsync();
                }

                return row;
            }
        );
}
