namespace Caching;

/// <summary>What came of storing a loaded value in a backend.</summary>
internal enum Verdict
{
    /// <summary>The backend couldn't say: this process's own fence decides alone. Also what a failure leaves.</summary>
    Unknown,

    /// <summary>The backend stored it.</summary>
    Stored,

    /// <summary>The backend knows of an invalidation since the look-up.</summary>
    Refused,

    /// <summary>The backend holds it: nothing was invalidated since the look-up, but something was a short while before.</summary>
    Held,
}
