namespace Caching;

/// <summary>One call of a region that waits for its unit of work.</summary>
internal abstract class DeferredWork(CacheRegion region)
{
    public CacheRegion Region { get; } = region;

    public abstract ValueTask RunAsync();

    /// <summary>What is done instead when nobody knows whether the work that it belongs to was, or will be, committed.</summary>
    public abstract DeferredInvalidation InDoubt();

    /// <summary>Does it before this returns, where the backend can; else begins it. Failures are the guard's, which retries.</summary>
    public void Start()
    {
        if (Region.IsSynchronous)
        {
            Run();
        }
        else
        {
            // Nobody could wait here without blocking.
            _ = RunAsync().AsTask();
        }
    }

    protected abstract void Run();
}
