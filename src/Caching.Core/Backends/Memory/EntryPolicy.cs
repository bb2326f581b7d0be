using BitFaster.Caching.Lru;

namespace Caching;

/// <summary>Routes entries through the queues as a plain LRU item would be, and discards those that are dead.</summary>
internal readonly struct EntryPolicy(CacheClock clock) : IItemPolicy<string, Entry, Entry>
{
    public TimeSpan TimeToLive => Timeout.InfiniteTimeSpan;

    public Entry CreateItem(string key, Entry value) => value;

    public void Touch(Entry item) => item.MarkAccessed();

    public void Update(Entry item) { }

    // A removed node stays in its queue until it is cycled: let it go at once, so that it costs no live entry its place.
    public bool ShouldDiscard(Entry item) => item.WasRemoved || !item.Value.IsKept(clock.Now);

    public bool CanDiscard() => true;

    public ItemDestination RouteHot(Entry item) => Route(item, ItemDestination.Warm, ItemDestination.Cold);

    public ItemDestination RouteWarm(Entry item) => Route(item, ItemDestination.Warm, ItemDestination.Cold);

    public ItemDestination RouteCold(Entry item) => Route(item, ItemDestination.Warm, ItemDestination.Remove);

    private ItemDestination Route(Entry item, ItemDestination accessed, ItemDestination idle)
    {
        if (ShouldDiscard(item))
        {
            return ItemDestination.Remove;
        }

        return item.WasAccessed ? accessed : idle;
    }
}
