namespace Caching.Benchmarks.Reporting;

/// <summary>On which side of its limit a figure has to be.</summary>
internal enum Bound
{
    /// <summary>The limit or less.</summary>
    AtMost,

    /// <summary>More than the limit.</summary>
    Above,

    /// <summary>Nothing is promised; the figure is shown.</summary>
    None,
}
