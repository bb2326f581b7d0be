namespace Caching;

/// <summary>The unit of work behind a <see cref="CacheUnitOfWork"/>.</summary>
internal sealed class DeferredUnit : UnitOfWork
{
    private static readonly AsyncLocal<DeferredUnit?> Ambient = new();

    private readonly DeferredUnit? _outer;
    private int _isOver;

    public DeferredUnit()
    {
        _outer = Innermost;
        CallModes.Open();
        Ambient.Value = this;
    }

    /// <summary>Gets this flow's innermost unit that isn't over.</summary>
    public static DeferredUnit? Innermost
    {
        get
        {
            var unit = Ambient.Value;
            while (unit is not null && Volatile.Read(ref unit._isOver) != 0)
            {
                unit = unit._outer;
            }

            return unit;
        }
    }

    protected override UnitOfWork? Outer => _outer;

    /// <summary>Ends it and takes its work; nothing when it was over already.</summary>
    public IReadOnlyList<DeferredWork> End()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return [];
        }

        CallModes.Close();
        Ambient.Value = Innermost;
        return Take();
    }
}
