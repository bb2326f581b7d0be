namespace Caching.Benchmarks.Invalidation;

/// <summary>The service behind the proxy.</summary>
public sealed class ProductSource : IProducts
{
    private readonly object _only = new();

    public object Find(int product) => _only;

    public void InvalidateByKey(int product) { }

    public void InvalidateByTag(int product) { }
}
