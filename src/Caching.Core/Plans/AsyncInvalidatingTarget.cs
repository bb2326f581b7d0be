namespace Caching;

/// <summary>Makes the business call and invalidates once its task has completed with success.</summary>
internal readonly struct AsyncInvalidatingTarget<T, TTarget>(TTarget target, MethodInvalidations.PendingCall call)
    : IAsyncTarget<T>
    where TTarget : IAsyncTarget<T>
{
    public async Task<T> InvokeAsync()
    {
        var result = await target.InvokeAsync().ConfigureAwait(false);
        await call.SucceededAsync(result).ConfigureAwait(false);
        return result;
    }
}
