namespace Caching.Benchmarks.Startup;

/// <summary>Ten methods with a policy each; closed over two types it is as many services as one likes.</summary>
public interface ICatalog<TModel, TStore>
{
    [Cached(Tags = ["catalog"])]
    string Find(int id);

    [Cached(Tags = ["catalog", "item:{id}"])]
    Task<string> FindAsync(int id, CancellationToken cancellationToken);

    [Cached(TtlSeconds = 60)]
    ValueTask<string> SearchAsync(string text, int page, CancellationToken cancellationToken);

    [Cached(Prefix = "catalog")]
    string[] List(DayOfWeek day, decimal limit);

    [CacheAside("count:{kind}")]
    int Count(string kind);

    [CacheAside("exists:{id}")]
    Task<string> ExistsAsync(Guid id);

    [Memoize]
    string Slug(string name);

    [Memoize(MaxSize = 64)]
    string Label(int id, bool isShort);

    [InvalidateCache(Tags = ["item:{id}"])]
    Task RenameAsync(int id, string name);

    [InvalidateCache(Tags = ["catalog"])]
    void Reload();
}
