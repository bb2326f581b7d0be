namespace Caching;

/// <summary>Finds entries by arguments without writing a key.</summary>
/// <remarks>A slot is an immutable pair of arguments and node, replaced as a whole.</remarks>
internal sealed class SlotTable(IReadOnlyList<BitComparer?> comparers, int capacity) : Shortcuts(capacity)
{
    private readonly BitComparer?[] _comparers = [.. comparers];
    private Slot?[] _slots = [];

    // Made with the slots when there is something to put into them: most methods of a large container never get that far.
    private ArgumentsComparer? _comparer;

    public bool TryGet(object?[] arguments, long now, out Entry entry)
    {
        if (
            Volatile.Read(ref _comparer) is { } comparer
            && _slots[IndexOf(comparer.GetHashCode(arguments))] is { } slot
            && comparer.Equals(slot.Arguments, arguments)
        )
        {
            return TryUse(slot.Node, now, out entry);
        }

        entry = null!;
        return false;
    }

    public void Put(object?[] arguments, Entry entry)
    {
        if (!CanCompare(arguments))
        {
            return;
        }

        var comparer = Volatile.Read(ref _comparer) ?? Begin();
        var slot = new Slot(Compared(arguments), entry.Node);
        Volatile.Write(ref _slots[IndexOf(comparer.GetHashCode(arguments))], slot);
    }

    /// <inheritdoc/>
    public override void DropDead(long now)
    {
        var slots = _slots;
        for (var i = 0; i < slots.Length; i++)
        {
            // Another slot that comes in between is lost with it: the next look-up by text brings it back.
            if (slots[i] is { } slot && IsDead(slot.Node, now))
            {
                slots[i] = null;
            }
        }
    }

    // Two calls may both begin: the slots of one are lost, and what it puts in comes back with the next look-up by text.
    private ArgumentsComparer Begin()
    {
        var comparer = ArgumentsComparer.For(_comparers);
        _slots = new Slot?[1 << Bits];
        Volatile.Write(ref _comparer, comparer);
        return comparer;
    }

    // What could never be found would be put in again by every call.
    private bool CanCompare(object?[] arguments)
    {
        for (var i = 0; i < _comparers.Length; i++)
        {
            if (_comparers[i]?.Compares(arguments[i]) == false)
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
            compared[i] = _comparers[i] is null ? null : arguments[i];
        }

        return compared;
    }

    private int IndexOf(int hash) => (int)(((uint)hash * 2654435769u) >> (32 - Bits));

    private sealed record Slot(object?[] Arguments, Entry Node);
}
