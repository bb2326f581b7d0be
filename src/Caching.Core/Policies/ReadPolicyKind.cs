namespace Caching;

/// <summary>How a method's calls are answered from the cache.</summary>
internal enum ReadPolicyKind
{
    Cached,
    CacheAside,
    Memoize,
}
