namespace Caching.Sample.Shop;

/// <summary>A repository whose policies are attributes: the implementation and its callers know nothing of them.</summary>
public interface ICatalogue
{
    [Cached(TtlSeconds = 600, Tags = ["product:{sku}"])]
    Task<Product?> FindAsync(string sku, CancellationToken cancellationToken);

    [Cached(Tags = ["searches"])]
    Task<IReadOnlyList<Product>> SearchAsync(string text, CancellationToken cancellationToken);

    [CacheAside("category:{category}")]
    Task<CategoryFigures> FiguresAsync(Category category, CancellationToken cancellationToken);

    [InvalidateCache(Tags = ["product:{sku}", "searches"])]
    Task RenameAsync(string sku, string name, CancellationToken cancellationToken);

    [Memoize(MaxSize = 1024)]
    string Slug(string title);
}
