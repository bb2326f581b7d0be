namespace Caching;

/// <summary>What is decided of a method's loads that fail or take long; zero is off.</summary>
internal sealed record FailSafePolicy(
    Setting<TimeSpan> StaleOnError,
    Setting<TimeSpan> HardTimeout,
    Setting<TimeSpan> SoftTimeout
)
{
    /// <summary>Gets whether the method itself says its soft timeout, not only the defaults.</summary>
    public bool SoftTimeoutIsDemanded { get; init; }

    public bool IsEmpty => StaleOnError.Value == TimeSpan.Zero && HardTimeout.Value == TimeSpan.Zero;
}
