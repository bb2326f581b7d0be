using System.Numerics;

namespace Caching;

/// <inheritdoc cref="Shortcuts"/>
/// <typeparam name="TPlace">What stands for an entry.</typeparam>
/// <remarks>
/// Direct-mapped. Made when there is something to put into it, as most methods of a large container never get that far; it
/// grows while entries that are in use keep taking each other's places. As it keeps nodes alive, it has no more places
/// than the store, and the store has dead ones dropped when it sweeps.
/// </remarks>
internal abstract class Shortcuts<TPlace>(int capacity) : Shortcuts
    where TPlace : class
{
    private const int FirstSize = 512;
    private const int LastSize = 1 << 16;

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
        var places = _places ?? [];
        for (var i = 0; i < places.Length; i++)
        {
            // Another one that comes in between is lost with it: the next look-up in the store brings it back.
            if (places[i] is { } place && IsDead(NodeOf(place), now))
            {
                places[i] = null;
            }
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

    private TPlace?[] Begin() =>
        Interlocked.CompareExchange(ref _places, new TPlace?[Math.Min(FirstSize, _largest)], null) ?? _places;

    // Whether it is one too many: as many as there are places have lost theirs. Lost counts only make it grow later.
    private bool Displaces(TPlace place, TPlace other, int size)
    {
        var node = NodeOf(other);
        if (size == _largest || node.WasRemoved || ReferenceEquals(node, NodeOf(place)) || ++_displaced < size)
        {
            return false;
        }

        _displaced = 0;
        return true;
    }

    // Empty: who is looked up next comes in again. Of two who let it grow at once one does.
    private TPlace?[] Grow(TPlace?[] places)
    {
        var larger = new TPlace?[Math.Min(places.Length * 4, _largest)];
        Interlocked.CompareExchange(ref _places, larger, places);
        return larger;
    }
}
