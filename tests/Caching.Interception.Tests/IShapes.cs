namespace Caching.Interception.Tests;

public interface IShapes
{
    string? Name { [Cached] get; }

    [Cached]
    int Value(int x);

    [Cached]
    Task<int> TaskAsync(int x);

    [Cached]
    ValueTask<int> ValueTaskAsync(int x);

    [Cached]
    T Echo<T>(T x);

    [Cached]
    Task<T> EchoAsync<T>(T x);

    [InvalidateCache(Pattern = "*")]
    void Forget();

    [InvalidateCache(Pattern = "*")]
    Task ForgetAsync();

    [InvalidateCache(Pattern = "*")]
    ValueTask ForgetValueAsync();

    int Plain(int x);
}
