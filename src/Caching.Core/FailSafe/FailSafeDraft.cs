namespace Caching;

/// <summary>What one level says of loads that fail or take long; what it leaves out is <see langword="null"/>.</summary>
internal sealed class FailSafeDraft
{
    public TimeSpan? StaleOnError { get; set; }

    public TimeSpan? HardTimeout { get; set; }

    public TimeSpan? SoftTimeout { get; set; }
}
