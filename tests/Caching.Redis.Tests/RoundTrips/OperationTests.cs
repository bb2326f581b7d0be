using Caching.Redis.Servers;
using Caching.TestKit.Doubles;
using static Caching.Redis.Tests.RoundTrips.SentCommands;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>What operations by hand cost on the wire.</summary>
public sealed class OperationTests : RoundTripFixture
{
    [Test]
    public async Task A_delete_is_one_script()
    {
        await Cache.DeleteAsync("k");
        Assert.That(Sent.Take(), Is.EqualTo([Script]));

        Cache.Delete("k");
        Assert.That(Sent.Take(), Is.EqualTo([Script]), "synchronously");
    }

    [Test]
    public async Task A_set_is_two_scripts_and_an_increment_is_one()
    {
        await Cache.SetAsync("k", 1, tags: ["t"]);
        Assert.That(Sent.Take(), Is.EqualTo([Script, Script]));

        Cache.Set("k", 1, tags: ["t"]);
        Assert.That(Sent.Take(), Is.EqualTo([Script, Script]), "synchronously");

        await Cache.IncrementAsync("count");
        Assert.That(Sent.Take(), Is.EqualTo([Script]));
    }

    [Test]
    public async Task Tags_are_one_script_per_bucket_however_many_they_are()
    {
        await UseAsync(buckets: 4);

        await Cache.InvalidateTagsAsync(["a", "b", "c"]);
        Assert.That(Sent.Take(), Is.EqualTo(Enumerable.Repeat(Script, 4)));

        Cache.InvalidateTags(["a", "b", "c"]);
        Assert.That(Sent.Take(), Is.EqualTo(Enumerable.Repeat(Script, 4)), "synchronously");
    }

    [TestCase(29, 1)]
    [TestCase(100, 4)]
    public async Task A_large_tag_is_drained_thirty_entries_at_a_time(int entries, int scripts)
    {
        await Cache.SetManyAsync(Numbers(entries), tags: ["t"]);
        await Sent.TakeUntilQuietAsync();

        await Cache.InvalidateTagsAsync(["t"]);

        Assert.That(Sent.Take(), Is.EqualTo(Enumerable.Repeat(Script, scripts)));
        Assert.That(await Cache.GetManyAsync<int>(Numbers(entries).Keys), Is.Empty);
    }

    [Test]
    public async Task Deleting_many_is_one_script_per_bucket()
    {
        await UseAsync(buckets: 4);

        await Cache.DeleteManyAsync(Numbers(60).Keys);

        Assert.That(Sent.Take(), Is.EqualTo(Enumerable.Repeat(Script, 4)));
    }

    [Test]
    public async Task Bulk_operations_send_all_before_the_first_answer()
    {
        await UseAsync(buckets: 4);
        var keys = Numbers(100);

        await IsPipelinedAsync(100, () => Cache.GetManyAsync<int>(keys.Keys).AsTask());
        await IsPipelinedAsync(100, () => Cache.SetManyAsync(keys).AsTask());
        await IsPipelinedAsync(4, () => Cache.DeleteManyAsync(keys.Keys).AsTask());
        await IsPipelinedAsync(4, () => Cache.InvalidateTagsAsync(["t"]).AsTask());
        await IsPipelinedAsync(4, () => Cache.InvalidatePatternAsync("*").AsTask());
    }

    private static Dictionary<string, int> Numbers(int count) =>
        Enumerable.Range(0, count).ToDictionary(number => $"k{number}");

    private async Task IsPipelinedAsync(int atOnce, Func<Task> bulk)
    {
        Server.StopAnswering();
        Task running;
        try
        {
            running = bulk();
            await Polling.UntilAsync(
                () => Task.FromResult(Connection.GetCounters().Interactive.SentItemsAwaitingResponse >= atOnce),
                $"{atOnce} are on the wire"
            );
        }
        finally
        {
            Server.GoOn();
        }

        await running.InTime();
    }
}
