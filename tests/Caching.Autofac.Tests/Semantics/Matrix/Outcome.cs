namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>What a business call comes to.</summary>
public enum Outcome
{
    Value,
    Null,

    /// <summary>Throws before there is a task.</summary>
    Throws,

    /// <summary>Returns a task that has failed; a synchronous method throws.</summary>
    Faults,

    /// <summary>Returns a task that fails later; a synchronous method throws.</summary>
    FaultsLater,

    /// <summary>Throws that it was cancelled.</summary>
    ThrowsCancelled,

    /// <summary>Returns a cancelled task; a synchronous method throws that.</summary>
    Cancelled,
}
