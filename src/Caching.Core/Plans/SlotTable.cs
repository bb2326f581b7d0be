namespace Caching;

/// <summary>Finds entries by arguments without writing a key: a small direct-mapped table of one method.</summary>
/// <remarks>
/// A slot is an immutable pair of arguments and node, replaced as a whole; whether the entry is still valid only the
/// node says. The table is a shortcut: what isn't in it is looked up by text.
/// </remarks>
internal sealed class SlotTable(IReadOnlyList<BitComparer?> comparers)
{
    private const int Size = 512;
    private readonly BitComparer?[] _comparers = [.. comparers];
    private Slot?[]? _slots;

    public bool TryGet(object?[] arguments, long now, out Entry entry)
    {
        if (_slots is { } slots && slots[IndexOf(arguments)] is { } slot && Equals(slot.Arguments, arguments))
        {
            entry = slot.Node.Value;
            if (!slot.Node.WasRemoved && entry.IsLive(now))
            {
                slot.Node.MarkAccessed();
                return true;
            }
        }

        entry = null!;
        return false;
    }

    public void Put(object?[] arguments, Entry entry)
    {
        var slots = _slots ??= new Slot?[Size];
        Volatile.Write(ref slots[IndexOf(arguments)], new Slot([.. arguments], entry.Node));
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

        return (int)(((uint)hash * 2654435769u) >> 23);
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
