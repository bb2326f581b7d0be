namespace Caching;

/// <summary>Why a backend refused an operation, as far as it says so.</summary>
public enum CacheFailureReason
{
    /// <summary>The backend didn't say.</summary>
    Unknown = 0,

    /// <summary>This key or this value only: it can't be serialised, is too large, or is of another kind.</summary>
    Value = 1,

    /// <summary>The backend is full and evicts nothing.</summary>
    Full = 2,

    /// <summary>The backend takes no writes, as a replica.</summary>
    ReadOnly = 3,

    /// <summary>The application may not do that there.</summary>
    Denied = 4,
}
