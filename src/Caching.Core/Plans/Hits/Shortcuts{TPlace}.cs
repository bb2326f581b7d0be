using System.Numerics;

namespace Caching;

/// <inheritdoc cref="Shortcuts"/>
/// <typeparam name="TPlace">What stands for an entry.</typeparam>
/// <remarks>
/// Direct-mapped. Made when there is something to put into it, as most methods of a large container never get that far; it
/// grows while entries that are in use keep taking each other's places, and begins anew when few are left of them. As it
/// keeps nodes alive, it has no more places than the store, and the store has dead ones dropped.
/// </remarks>
internal abstract class Shortcuts<TPlace>(int capacity) : Shortcuts
    where TPlace : class
{
    private const int FirstSize = 512;
    private const int LastSize = 1 << 16;

    // At the most, when it grows: a few entries aren't worth a large table, though two of them share a place.
    private const int PlacesPerEntry = 16;

    private readonly int _largest = 1 << BitOperations.Log2((uint)Math.Clamp(capacity, 2, LastSize));
    private TPlace?[]? _places;
    private int _displaced;

    /// <summary>Gets how many places it has now.</summary>
    public int Size => _places?.Length ?? 0;

    /// <summary>Gets how many of them are taken.</summary>
    public int Count => _places?.Count(place => place is not null) ?? 0;

    /// <inheritdoc/>
    public override void DropDead(long now)
    {
        var (places, live) = (_places ?? [], 0);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is not { } place)
            {
                continue;
            }

            if (IsDead(NodeOf(place), now))
            {
                // Another one that comes in between is lost with it: the next look-up in the store brings it back.
                places[i] = null;
            }
            else
            {
                live++;
            }
        }

        // Far fewer than a table has that has just grown.
        if (places.Length > FirstSize && live < places.Length / (PlacesPerEntry * 8))
        {
            Interlocked.CompareExchange(ref _places, null, places);
        }
    }

    /// <summary>Finds who has the place of a hash, which is most even in its upper bits.</summary>
    protected TPlace? At(ulong hash) => _places is { } places ? places[IndexOf(hash, places)] : null;

    protected void Put(ulong hash, TPlace place)
    {
        var places = _places ?? Begin();
        if (places[IndexOf(hash, places)] is { } other && Displaces(place, other, places.Length))
        {
            places = Grow(places);
        }

        Volatile.Write(ref places[IndexOf(hash, places)], place);
    }

    protected abstract Entry NodeOf(TPlace place);

    private static int IndexOf(ulong hash, TPlace?[] places) =>
        (int)(hash >> (64 - BitOperations.Log2((uint)places.Length)));

    private TPlace?[] Begin()
    {
        var first = new TPlace?[Math.Min(FirstSize, _largest)];
        return Interlocked.CompareExchange(ref _places, first, null) ?? first;
    }

    // Whether it is one too many: as many as there are places have lost theirs, and not just to a few neighbours. Lost
    // counts only make it grow later.
    private bool Displaces(TPlace place, TPlace other, int size)
    {
        var node = NodeOf(other);
        if (size == _largest || node.WasRemoved || ReferenceEquals(node, NodeOf(place)) || ++_displaced < size)
        {
            return false;
        }

        _displaced = 0;
        return Count >= size / PlacesPerEntry;
    }

    // Empty: who is looked up next comes in again. Of two who let it grow at once one does.
    private TPlace?[] Grow(TPlace?[] places)
    {
        var larger = new TPlace?[Math.Min(places.Length * 4, _largest)];
        Interlocked.CompareExchange(ref _places, larger, places);
        return larger;
    }
}
