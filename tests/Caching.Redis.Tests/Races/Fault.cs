namespace Caching.Redis.Tests.Races;

/// <summary>What can happen to the server between any two steps.</summary>
public enum Fault
{
    /// <summary>Everything is lost.</summary>
    Flush,

    /// <summary>The log alone is lost, as when it was evicted.</summary>
    LogIsGone,

    /// <summary>The log keeps its newest member only.</summary>
    LogIsTrimmed,

    /// <summary>The clock is a second behind what it was.</summary>
    ClockStepsBack,
}
