namespace Caching;

/// <summary>Runs the delegate of a service call again in the background, with a token of its own.</summary>
internal sealed class BackgroundFactory<T>(
    CacheRegion region,
    LoadRequest<T> request,
    Func<CancellationToken, Task<T>> load
) : BackgroundCall<T>
{
    public override async Task<T> RunAsync(BackgroundLoad background)
    {
        try
        {
            var target = new BackgroundTarget<T, DelegateTarget<T>>(
                new DelegateTarget<T>(load, background.Token),
                background
            );
            return await region
                .ReloadAsync(new BackgroundRequest<T>(request, background), target)
                .ConfigureAwait(false);
        }
        finally
        {
            await background.WhenCallHasEndedAsync().ConfigureAwait(false);
        }
    }
}
