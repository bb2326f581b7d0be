namespace Caching;

/// <summary>A method's own table of entries that its latest calls found: what isn't in it is looked up in the store.</summary>
/// <remarks>Whether an entry is still valid only its node says.</remarks>
internal abstract class Shortcuts
{
    /// <summary>Lets go of entries that have left the store or are over.</summary>
    public abstract void DropDead(long now);

    /// <summary>Takes the entry out of a node as a look-up does, if it is live.</summary>
    /// <remarks>The time is asked for here, at the end: what isn't found needs none.</remarks>
    protected static Entry? Use(Entry node, CacheClock clock)
    {
        var now = clock.Now;
        var entry = node.Value;
        if (node.WasRemoved || !entry.IsLive(now))
        {
            return null;
        }

        node.MarkAccessed();
        if (entry.Slides)
        {
            entry.Extend(now);
        }

        return entry;
    }

    protected static bool IsDead(Entry node, long now) => node.WasRemoved || !node.Value.IsLive(now);
}
