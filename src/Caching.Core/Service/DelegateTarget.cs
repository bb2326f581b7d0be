namespace Caching;

/// <summary>A load that is a delegate.</summary>
internal readonly struct DelegateTarget<T>(Func<CancellationToken, Task<T>> load, CancellationToken cancellationToken)
    : IAsyncTarget<T>
{
    public Task<T> InvokeAsync() => load(cancellationToken);

    public Task<T> InvokeAsync(CancellationToken token) => load(token);
}
