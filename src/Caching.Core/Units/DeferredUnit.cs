namespace Caching;

/// <summary>The unit of work behind a <see cref="CacheUnitOfWork"/>.</summary>
internal sealed class DeferredUnit : UnitOfWork
{
    private readonly FlowFrame<DeferredUnit> _frame;

    public DeferredUnit()
    {
        _frame = new(this);
    }

    /// <summary>Gets this flow's innermost unit that isn't over.</summary>
    public static DeferredUnit? Innermost => FlowFrame<DeferredUnit>.Innermost?.Value;

    protected override UnitOfWork? Outer => _frame.Outer?.Value;

    /// <summary>Ends it and takes its work; nothing when it was over already.</summary>
    public IReadOnlyList<DeferredWork> End() => _frame.TryEnd() ? Take() : [];
}
