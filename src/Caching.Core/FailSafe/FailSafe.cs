namespace Caching;

/// <summary>What a load does when it fails or takes too long.</summary>
/// <param name="Notices">Tells people that last values are served.</param>
/// <param name="Time">Where its time comes from.</param>
internal sealed record FailSafe(StaleNotices Notices, TimeProvider Time)
{
    /// <summary>Gets how long past its time to live a value may be served when the load fails; zero for not at all.</summary>
    public TimeSpan StaleOnError { get; init; }

    /// <summary>Gets after how long a load is abandoned; zero for never.</summary>
    public TimeSpan HardTimeout { get; init; }

    /// <summary>Gets how long a caller with a last value at hand waits for a load; zero for as long as it takes.</summary>
    public TimeSpan SoftTimeout { get; init; }

    /// <summary>Gets whether a failure may be answered with the last value.</summary>
    public bool TakesLastValues => StaleOnError > TimeSpan.Zero;

    /// <summary>Whether a failure may be answered with the last value: a caller that gave up asks for nothing.</summary>
    public bool Answers(Exception failure, CancellationToken caller) =>
        TakesLastValues && !(failure is OperationCanceledException && caller.IsCancellationRequested);

    /// <summary>Makes what a policy says; <see langword="null"/> when it says nothing.</summary>
    public static FailSafe? Of(FailSafePolicy policy, Func<StaleNotices> notices, TimeProvider time) =>
        policy.IsEmpty
            ? null
            : new(notices(), time)
            {
                StaleOnError = policy.StaleOnError.Value,
                HardTimeout = policy.HardTimeout.Value,
                SoftTimeout = policy.SoftTimeout.Value,
            };
}
