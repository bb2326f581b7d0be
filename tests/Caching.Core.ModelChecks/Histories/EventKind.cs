namespace Caching.Core.ModelChecks.Histories;

/// <summary>What happens to a cache at one moment; a call consists of one such event or of several.</summary>
internal enum EventKind
{
    /// <summary>A look-up; its value is what was found, 0 for nothing.</summary>
    Get,

    /// <summary>An explicit write.</summary>
    Set,

    /// <summary>An invalidation that marks and removes at once: by key or by tag.</summary>
    Invalidate,

    /// <summary>The first half of one that doesn't: it fences what is being loaded.</summary>
    Fence,

    /// <summary>The second half: it removes what was stored before the first one, and maybe what was stored since.</summary>
    Remove,

    /// <summary>As much time passes as an entry lives.</summary>
    Expire,

    /// <summary>A call begins to lead a load.</summary>
    Lead,

    /// <summary>The load's value is stored, unless it was fenced.</summary>
    Publish,

    /// <summary>The load takes no more joiners.</summary>
    Land,

    /// <summary>A call that didn't lead takes its answer: a stored value, or a load to join. Less than 0: its failure.</summary>
    Answer,
}
