namespace Caching.Redis.Tests.Races;

/// <summary>A miss that reads from a replica, a write that the replica learns of late, and another process's load.</summary>
internal sealed class OneMissOneHold(FencedServer server, InvalidatedBy by)
{
    private const string Key = "quote:1";
    private const string Other = "rate:1";
    private const string Tag = "quotes";
    private const string Glob = "quote:*";
    private const string Old = "old";

    private readonly OneMiss _miss = new(server, Key, Tag);
    private string _replica = Old;

    /// <summary>How many steps the miss, the write and the other load have.</summary>
    public static int[] Steps { get; } = [OneMiss.Steps, 4, 1];

    /// <summary>Takes all steps in an order; tells whether the old value is left.</summary>
    public async Task<bool> RunAsync(int[] order)
    {
        var taken = new int[3];
        foreach (var party in order)
        {
            var step = taken[party]++;
            await (
                party switch
                {
                    0 => _miss.TakeAsync(step, _replica),
                    1 => WriteAsync(step),
                    _ => server.BeginAsync(Other),
                }
            );
        }

        return await server.GetAsync(Key) == Old;
    }

    // The primary has the new value before the first step.
    private async Task WriteAsync(int step)
    {
        switch (step)
        {
            case 0:
                await server.HoldAsync(
                    by switch
                    {
                        InvalidatedBy.Key => Invalidation.Key(Key),
                        InvalidatedBy.Tag => Invalidation.Tag(Tag),
                        _ => Invalidation.Pattern(Glob),
                    }
                );
                break;
            case 1:
                await InvalidateAsync();
                break;
            case 2:
                _replica = "new";
                break;
            default:
                await server.EndHoldsAsync();
                break;
        }
    }

    private async Task InvalidateAsync()
    {
        switch (by)
        {
            case InvalidatedBy.Key:
                await server.DeleteAsync(Key);
                break;
            case InvalidatedBy.Tag:
                await server.AppendTagAsync(Tag);
                await server.DrainAsync(Tag);
                break;
            default:
                await server.AppendGlobAsync(Glob);
                await server.ScanAsync(Glob);
                break;
        }
    }
}
