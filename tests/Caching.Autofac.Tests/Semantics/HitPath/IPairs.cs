namespace Caching.Registration.Tests.Semantics.HitPath;

public interface IPairs<in T>
{
    [Memoize(MaxSize = 10_000)]
    int Memoized(T left, T right);

    [Cached]
    int Cached(T left, T right);

    [Cached]
    ValueTask<int> CachedAsync(T left, T right);
}
