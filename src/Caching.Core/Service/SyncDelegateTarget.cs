namespace Caching;

/// <summary>A synchronous load that is a delegate.</summary>
internal readonly struct SyncDelegateTarget<T>(Func<T> load) : ISyncTarget<T>
{
    public T Invoke() => load();
}
