namespace Caching.Redis.Tests.Races;

/// <summary>A miss, an invalidation after a write and a fault, of which each takes its next step when it is told to.</summary>
internal sealed class OneMissOneInvalidation(FencedServer server, InvalidatedBy by, Fault fault)
{
    private const string Key = "quote:1";
    private const string Other = "quote:2";
    private const string Tag = "quotes";
    private const string Glob = "quote:*";
    private const string Old = "old";
    private const string New = "new";

    private readonly OneMiss _miss = new(server, Key, Tag);
    private string _origin = Old;
    private bool _isAcknowledged;
    private bool _beganAfterwards;

    /// <summary>How many steps the miss, the invalidation and the fault have.</summary>
    public static int[] Steps(InvalidatedBy by) => [OneMiss.Steps, by == InvalidatedBy.Key ? 2 : 3, 1];

    /// <summary>Takes all steps in an order; tells what old value was left or answered, if any.</summary>
    public async Task<string?> RunAsync(int[] order)
    {
        await PrepareAsync();
        var taken = new int[3];
        foreach (var party in order)
        {
            var step = taken[party]++;
            await (
                party switch
                {
                    0 => MissAsync(step),
                    1 => InvalidateAsync(step),
                    _ => server.HappenAsync(fault),
                }
            );
        }

        return await FindOldAsync();
    }

    // A log that has the subject already; an entry from before, with the same tag and glob; an index that takes two steps.
    private async Task PrepareAsync()
    {
        await (
            by switch
            {
                InvalidatedBy.Key => server.DeleteAsync(Key),
                InvalidatedBy.Tag => server.AppendTagAsync(Tag),
                _ => server.AppendGlobAsync(Glob),
            }
        );
        await server.PutAsync(Other, Old, Tag, await server.BeginAsync(Other));
        await server.FillIndexAsync(Tag);
        Assert.That(await server.GetAsync(Other), Is.EqualTo(Old));
    }

    private Task MissAsync(int step)
    {
        _beganAfterwards |= step == 0 && _isAcknowledged;
        return _miss.TakeAsync(step, _origin);
    }

    private async Task InvalidateAsync(int step)
    {
        switch (step, by)
        {
            case (0, _):
                _origin = New;
                return;
            case (1, InvalidatedBy.Key):
                await server.DeleteAsync(Key, Other);
                _isAcknowledged = true;
                break;
            case (1, InvalidatedBy.Tag):
                await server.AppendTagAsync(Tag);
                break;
            case (2, InvalidatedBy.Tag):
                await server.DrainAsync(Tag);
                _isAcknowledged = true;
                break;
            case (1, InvalidatedBy.Glob):
                await server.AppendGlobAsync(Glob);
                break;
            case (2, InvalidatedBy.Glob):
                await server.ScanAsync(Glob);
                _isAcknowledged = true;
                break;
        }
    }

    private async Task<string?> FindOldAsync() =>
        await server.GetAsync(Key) == Old ? "the miss left the old value"
        : await server.GetAsync(Other) is not null ? "the entry from before is still there"
        : _beganAfterwards && _miss.Value == Old ? "a call that began afterwards got the old value"
        : null;
}
