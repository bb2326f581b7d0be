namespace Caching;

/// <summary>Where an entry is found by arguments: an immutable pair with them, replaced as a whole.</summary>
internal abstract class Slot(Entry node)
{
    public Entry Node { get; } = node;
}
