namespace Caching;

/// <summary>Runs the synchronous delegate of a service call again in the background.</summary>
internal sealed class SyncBackgroundFactory<T>(CacheRegion region, LoadRequest<T> request, Func<T> load)
    : BackgroundCall<T>
{
    public override Task<T> RunAsync(BackgroundLoad background) =>
        Task.FromResult(
            region.GetOrLoad(new BackgroundRequest<T>(request, background), new SyncDelegateTarget<T>(load))
        );
}
