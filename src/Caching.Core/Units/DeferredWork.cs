namespace Caching;

/// <summary>One call of a region that waits for its unit of work.</summary>
internal abstract class DeferredWork(CacheRegion region)
{
    public CacheRegion Region { get; } = region;

    public abstract void Run();

    public abstract ValueTask RunAsync();
}
