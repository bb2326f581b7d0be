namespace Caching;

/// <summary>What is decided of a method's loads that fail or take long; zero is off.</summary>
internal sealed record FailSafePolicy(Setting<TimeSpan> StaleOnError, Setting<TimeSpan> HardTimeout)
{
    public bool IsEmpty => StaleOnError.Value == TimeSpan.Zero && HardTimeout.Value == TimeSpan.Zero;
}
