namespace Caching;

/// <summary>What one level says of loads that fail or take long; what it leaves out is <see langword="null"/>.</summary>
internal sealed class FailSafeDraft
{
    /// <summary>The longest time that a timer can be set to.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(49);

    public TimeSpan? StaleOnError { get; set; }

    public TimeSpan? HardTimeout { get; set; }

    /// <summary>Gets each setting by its name.</summary>
    public IEnumerable<(string Name, TimeSpan? Value)> All =>
        [(nameof(StaleOnError), StaleOnError), (nameof(HardTimeout), HardTimeout)];
}
