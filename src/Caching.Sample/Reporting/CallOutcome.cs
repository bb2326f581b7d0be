namespace Caching.Sample.Reporting;

internal enum CallOutcome
{
    /// <summary>The method ran and no cache was asked: a write.</summary>
    Ran,
    Miss,
    Hit,

    /// <summary>The call waited for a load that another call had begun.</summary>
    Joined,
}
