namespace Caching;

/// <summary>Ends background loads where it is disposed of; put it where it goes before what the loads use.</summary>
/// <param name="loads">The loads of the container.</param>
/// <param name="owner">Whose loads; <see langword="null"/> for all.</param>
internal sealed class BackgroundDrain(BackgroundLoads loads, object? owner) : IDisposable, IAsyncDisposable
{
    /// <summary>Cancels them and waits for no end: whoever ends synchronously may hold what they need to end.</summary>
    public void Dispose() => loads.Cancel(owner);

    public async ValueTask DisposeAsync() => await loads.StopAsync(owner).ConfigureAwait(false);
}
