namespace Caching;

/// <summary>A business call in the background: past the deadline nobody waits for it, and its value isn't published.</summary>
internal readonly struct BackgroundTarget<T, TTarget>(TTarget target, BackgroundLoad load) : IAsyncTarget<T>
    where TTarget : IAsyncTarget<T>
{
    public Task<T> InvokeAsync() => load.AbandonLateAsync(target.InvokeAsync());

    public Task<T> InvokeAsync(CancellationToken token) => load.AbandonLateAsync(target.InvokeAsync(token));
}
