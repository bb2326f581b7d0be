namespace Caching;

/// <summary>Makes the business call and invalidates once its task has completed with success.</summary>
internal readonly struct AsyncInvalidatingTarget<T, TTarget>(TTarget target, MethodInvalidations.PendingCall call)
    : IAsyncTarget<T>
    where TTarget : IAsyncTarget<T>
{
    public Task<T> InvokeAsync() => InvalidateAfterAsync(target.InvokeAsync());

    public Task<T> InvokeAsync(CancellationToken token) => InvalidateAfterAsync(target.InvokeAsync(token));

    private async Task<T> InvalidateAfterAsync(Task<T> invoked)
    {
        var result = await invoked.ConfigureAwait(false);
        await call.SucceededAsync(result).ConfigureAwait(false);
        return result;
    }
}
