namespace Caching.Redis.Tests.Faults;

/// <summary>What the tests of faults cache: the same entries both ways, and invalidations by tag, key and pattern.</summary>
public interface IStock
{
    [CacheAside("offer:{id}", TtlSeconds = 600, Tags = ["offers", "offer:{id}"])]
    Task<Offer> OfferAsync(int id);

    [CacheAside("offer:{id}", TtlSeconds = 600, Tags = ["offers", "offer:{id}"])]
    Offer Offer(int id);

    [CacheAside("closed:{id}", TtlSeconds = 600, FailClosed = true)]
    Task<Offer> ClosedAsync(int id);

    [CacheAside("closed:{id}", TtlSeconds = 600, FailClosed = true)]
    Offer Closed(int id);

    [InvalidateCache(Tags = ["offer:{id}"])]
    Task ChangeByTagAsync(int id);

    [InvalidateCache(Keys = ["offer:{id}"])]
    Task ChangeByKeyAsync(int id);

    [InvalidateCache(Pattern = "cache:offer:{id}")]
    Task ChangeByPatternAsync(int id);

    [InvalidateCache(Keys = ["offer:{id}"])]
    void Change(int id);
}
