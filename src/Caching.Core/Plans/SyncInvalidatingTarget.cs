namespace Caching;

/// <summary>Makes the business call and invalidates once it has succeeded.</summary>
internal readonly struct SyncInvalidatingTarget<T, TTarget>(TTarget target, MethodInvalidations.PendingCall call)
    : ISyncTarget<T>
    where TTarget : ISyncTarget<T>
{
    public T Invoke()
    {
        var result = target.Invoke();
        call.Succeeded(result);
        return result;
    }
}
