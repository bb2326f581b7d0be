namespace Caching;

/// <summary>What an <see cref="Invalidation"/> names.</summary>
internal enum InvalidationKind
{
    Key,
    Tag,
    Pattern,
    All,
}
