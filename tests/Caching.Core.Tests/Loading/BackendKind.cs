namespace Caching.Core.Tests.Loading;

/// <summary>The kinds of backend that the engine treats differently.</summary>
public enum BackendKind
{
    /// <summary>The store in this process.</summary>
    Memory,

    /// <summary>Asynchronous only; it doesn't check positions.</summary>
    Asynchronous,

    /// <summary>Asynchronous only; its store is checked atomically.</summary>
    Atomic,

    /// <summary>Synchronous operations too; it doesn't check positions.</summary>
    Synchronous,

    /// <summary>Both; its store is checked atomically, and it tells positions apart from look-ups.</summary>
    Fenced,
}
