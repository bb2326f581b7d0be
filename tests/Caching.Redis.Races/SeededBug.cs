namespace Caching.Redis.Races;

/// <summary>Rules of the fence that are taken out of its scripts, to see that a test would notice.</summary>
public enum SeededBug
{
    /// <summary>The scripts as they are.</summary>
    None,

    /// <summary>A store doesn't look whether its key, tags or globs were invalidated.</summary>
    NoSubjectCheck,

    /// <summary>A store takes a position that isn't in the log any more for the oldest one.</summary>
    NoPositionCheck,

    /// <summary>An invalidation removes what is there and appends nothing.</summary>
    NoAppend,

    /// <summary>The log is numbered by the server's clock.</summary>
    NumbersByClock,

    /// <summary>A load takes the newest member for a position, even where it is a subject.</summary>
    SubjectsArePositions,

    /// <summary>A store doesn't look whether it is held.</summary>
    NoHoldCheck,

    /// <summary>A hold that is over isn't appended to the log.</summary>
    NoHoldEnd,
}
