using System.Runtime.InteropServices;

namespace Caching;

/// <summary>Finds entries by the part of their keys that differs between the calls of one method.</summary>
/// <remarks>
/// The head of a key is long and the same for all, so neither hashed nor compared again; and there is no chain to
/// search. A forged collision of the hash costs its own place, nothing more.
/// </remarks>
internal sealed class TextSlots(int head, int capacity) : Shortcuts<Entry>(capacity)
{
    /// <summary>Finds the live entry of a key that this method has written.</summary>
    public Entry? Find(ReadOnlySpan<char> key, CacheClock clock) =>
        At(HashOf(key)) is { } node && node.Key.AsSpan(head).SequenceEqual(key[head..]) ? Use(node, clock) : null;

    /// <summary>Keeps what the store found for a key of this method.</summary>
    public void Put(ReadOnlySpan<char> key, Entry entry) => Put(HashOf(key), entry.Node);

    /// <inheritdoc/>
    protected override Entry NodeOf(Entry place) => place;

    // Four characters at a time.
    private ulong HashOf(ReadOnlySpan<char> key)
    {
        var text = key[head..];
        var hash = (ulong)text.Length;
        foreach (var four in MemoryMarshal.Cast<char, ulong>(text))
        {
            hash = FxHash.Add(hash, four);
        }

        foreach (var c in text[(text.Length & ~3)..])
        {
            hash = FxHash.Add(hash, c);
        }

        return hash;
    }
}
