namespace Caching;

/// <summary>Invalidations and writes that wait until the work that they belong to is committed.</summary>
/// <remarks>
/// Thread-safe. Inside of a unit reads may hit, but load for themselves alone: what they read may never be committed. Once
/// the unit has invalidated or written in a region, its reads don't look there either: they would miss their own work.
/// </remarks>
internal abstract class UnitOfWork
{
    private readonly object _gate = new();
    private readonly List<DeferredWork> _work = [];

    /// <summary>Gets whether calls of this flow run inside of a unit, so that they don't publish.</summary>
    public static bool IsActive => DeferredUnit.Innermost is not null || TransactionUnit.IsInside;

    /// <summary>Gets the unit that takes this flow's invalidations and writes; <see langword="null"/> when they happen at once.</summary>
    public static UnitOfWork? Current => DeferredUnit.Innermost ?? (UnitOfWork?)TransactionUnit.FindOrMake();

    /// <summary>Gets the unit around this one.</summary>
    protected virtual UnitOfWork? Outer => null;

    /// <summary>Whether this flow has work that waits in a region, or in any.</summary>
    public static bool HasWork(CacheRegion? region)
    {
        for (var unit = (UnitOfWork?)DeferredUnit.Innermost; unit is not null; unit = unit.Outer)
        {
            if (unit.Has(region))
            {
                return true;
            }
        }

        return TransactionUnit.Holds(region);
    }

    public void Add(DeferredWork work)
    {
        lock (_gate)
        {
            _work.Add(work);
        }
    }

    /// <summary>Takes everything that waits, in its order.</summary>
    protected IReadOnlyList<DeferredWork> Take()
    {
        lock (_gate)
        {
            DeferredWork[] work = [.. _work];
            _work.Clear();
            return work;
        }
    }

    protected bool Has(CacheRegion? region)
    {
        lock (_gate)
        {
            return _work.Exists(work => region is null || ReferenceEquals(work.Region, region));
        }
    }
}
