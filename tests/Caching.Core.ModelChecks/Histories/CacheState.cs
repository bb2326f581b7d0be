using System.Runtime.InteropServices;

namespace Caching.Core.ModelChecks.Histories;

/// <summary>A sequential cache of one key: what the real one has to look like, moment by moment.</summary>
/// <remarks>Sets of steps are bits, so that states compare fast.</remarks>
/// <param name="Stored">The stored value, 0 for none.</param>
/// <param name="Removing">The steps that have fenced and not removed yet.</param>
/// <param name="StoredDuring">Those of them that had fenced when the value was stored.</param>
/// <param name="Flying">The loads in the air that weren't fenced.</param>
/// <param name="FlyingSync">Those of them that are synchronous.</param>
/// <param name="Published">The loads that had their chance to store.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CacheState(
    int Stored,
    ulong Removing,
    ulong StoredDuring,
    ulong Flying,
    ulong FlyingSync,
    ulong Published
)
{
    /// <summary>The states after an event; none where it can't happen in this one.</summary>
    public IEnumerable<CacheState> After(HistoryEvent happened)
    {
        var bit = 1UL << happened.Id;
        return happened.Kind switch
        {
            EventKind.Get => When(happened.Value == Stored, this),
            EventKind.Set => [Store(happened.Id) with { Flying = 0, FlyingSync = 0 }],
            EventKind.Invalidate => [this with { Stored = 0, Flying = 0, FlyingSync = 0 }],
            EventKind.Fence => [this with { Removing = Removing | bit, Flying = 0, FlyingSync = 0 }],
            EventKind.Remove => Remove(bit),
            EventKind.Expire => [this with { Stored = 0 }],
            EventKind.Lead => Lead(bit, happened.IsSync),
            EventKind.Publish =>
            [
                ((Flying & bit) == 0 ? this : Store(happened.Id)) with
                {
                    Published = Published | bit,
                },
            ],
            EventKind.Land => When(
                (Published & bit) != 0 || happened.Value < 0,
                this with
                {
                    Flying = Flying & ~bit,
                    FlyingSync = FlyingSync & ~bit,
                }
            ),
            _ => When(happened.Value == Stored || MayJoin(happened), this),
        };
    }

    private static CacheState[] When(bool isPossible, CacheState after) => isPossible ? [after] : [];

    private CacheState Store(int value) => this with { Stored = value, StoredDuring = Removing };

    private CacheState[] Lead(ulong bit, bool isSync) =>
        When(
            Stored == 0 && (isSync ? FlyingSync : Flying) == 0,
            this with
            {
                Flying = Flying | bit,
                FlyingSync = isSync ? FlyingSync | bit : FlyingSync,
            }
        );

    private bool MayJoin(HistoryEvent answer) =>
        ((answer.IsSync ? FlyingSync : Flying) & (1UL << Math.Abs(answer.Value))) != 0;

    private CacheState[] Remove(ulong bit)
    {
        if ((Removing & bit) == 0)
        {
            return [];
        }

        var after = this with { Removing = Removing & ~bit, StoredDuring = StoredDuring & ~bit };
        var removed = after with { Stored = 0 };
        return (StoredDuring & bit) == 0 ? [removed] : [removed, after];
    }
}
