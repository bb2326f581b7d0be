namespace Caching;

/// <summary>Finds entries by arguments without writing a key.</summary>
/// <remarks>A slot is an immutable pair of arguments and node, replaced as a whole.</remarks>
internal sealed class SlotTable(IReadOnlyList<BitComparer?> comparers, int capacity) : Shortcuts(capacity)
{
    private readonly BitComparer?[] _comparers = [.. comparers];
    private Slot?[]? _slots;

    public bool TryGet(object?[] arguments, long now, out Entry entry)
    {
        if (_slots is { } slots && slots[IndexOf(arguments)] is { } slot && Equals(slot.Arguments, arguments))
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

        var slots = _slots ??= new Slot?[1 << Bits];
        Volatile.Write(ref slots[IndexOf(arguments)], new Slot(Compared(arguments), entry.Node));
    }

    /// <inheritdoc/>
    public override void DropDead(long now)
    {
        var slots = _slots ?? [];
        for (var i = 0; i < slots.Length; i++)
        {
            // Another slot that comes in between is lost with it: the next look-up by text brings it back.
            if (slots[i] is { } slot && IsDead(slot.Node, now))
            {
                slots[i] = null;
            }
        }
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

    private int IndexOf(object?[] arguments)
    {
        var hash = 0;
        for (var i = 0; i < _comparers.Length; i++)
        {
            if (_comparers[i] is { } comparer)
            {
                hash = (hash * 31) + comparer.GetHashCode(arguments[i]);
            }
        }

        return (int)(((uint)hash * 2654435769u) >> (32 - Bits));
    }

    private bool Equals(object?[] left, object?[] right)
    {
        for (var i = 0; i < _comparers.Length; i++)
        {
            if (_comparers[i] is { } comparer && !comparer.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Slot(object?[] Arguments, Entry Node);
}
