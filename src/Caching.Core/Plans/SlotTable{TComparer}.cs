namespace Caching;

/// <summary>A table of slots that is compiled for a method's parameters.</summary>
/// <remarks>A slot is an immutable pair of arguments and node, replaced as a whole.</remarks>
internal sealed class SlotTable<TComparer> : SlotTable
    where TComparer : struct, IArgumentsComparer
{
    private readonly TComparer _comparer;
    private readonly BitComparer?[] _parameters;
    private readonly Slot?[] _slots;

    public SlotTable(TComparer comparer, BitComparer?[] parameters, int capacity)
        : base(capacity)
    {
        _comparer = comparer;
        _parameters = parameters;
        _slots = new Slot?[1 << Bits];
    }

    /// <inheritdoc/>
    public override Entry? Find(object?[] arguments, CacheClock clock) =>
        _slots[IndexOf(arguments)] is { } slot && _comparer.Same(slot.Arguments, arguments)
            ? Use(slot.Node, clock)
            : null;

    /// <inheritdoc/>
    public override void Put(object?[] arguments, Entry entry)
    {
        if (CanCompare(arguments))
        {
            Volatile.Write(ref _slots[IndexOf(arguments)], new Slot(Compared(arguments), entry.Node));
        }
    }

    /// <inheritdoc/>
    public override void DropDead(long now)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            // Another slot that comes in between is lost with it: the next look-up by text brings it back.
            if (_slots[i] is { } slot && IsDead(slot.Node, now))
            {
                _slots[i] = null;
            }
        }
    }

    // What could never be found would be put in again by every call.
    private bool CanCompare(object?[] arguments)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i]?.Compares(arguments[i]) == false)
            {
                return false;
            }
        }

        return true;
    }

    // What isn't part of the key belongs to its call, and must not outlive it.
    private object?[] Compared(object?[] arguments)
    {
        var compared = new object?[arguments.Length];
        for (var i = 0; i < compared.Length; i++)
        {
            compared[i] = _parameters[i] is null ? null : arguments[i];
        }

        return compared;
    }

    private int IndexOf(object?[] arguments) => (int)(((uint)_comparer.Hash(arguments) * 2654435769u) >> (32 - Bits));

    private sealed record Slot(object?[] Arguments, Entry Node);
}
