namespace Caching;

/// <summary>The kinds of operation that a backend can fail at one by one: a full one still answers, a replica refuses writes.</summary>
[Flags]
internal enum BackendOperationKinds
{
    None = 0,
    Read = 1,
    Write = 2,
    Invalidation = 4,
    All = Read | Write | Invalidation,
}
