namespace Caching.Benchmarks.Invalidation;

/// <summary>Reads that are cached, each entry with a tag of its own, and writes that invalidate exactly one of them.</summary>
public interface IProducts
{
    object Find(int product);

    void InvalidateByKey(int product);

    void InvalidateByTag(int product);
}
