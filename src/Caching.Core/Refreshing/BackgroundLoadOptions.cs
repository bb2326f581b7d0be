namespace Caching;

/// <summary>Bounds the loads that run in the background: those of <c>RefreshAhead</c> and <c>SoftTimeout</c>.</summary>
public sealed class BackgroundLoadOptions
{
    /// <summary>Gets or sets how many run at the same time in the container; what would be one more is skipped, or runs on its caller's stack.</summary>
    /// <value>The default is 8. Zero starts none.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is negative.</exception>
    public int MaxConcurrent
    {
        get;
        set => field = Guard.AtLeast(value, 0, "The background loads at the same time");
    } = 8;

    /// <summary>Gets or sets after what time a load is given up: its token is cancelled, and it publishes nothing any more.</summary>
    /// <value>The default is 30 seconds. A synchronous method has only its token to know by.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less, or more than 49 days.</exception>
    public TimeSpan Deadline
    {
        get;
        set => field = Bounded(value, nameof(Deadline));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the end of the container waits for the loads that run, after cancelling them.</summary>
    /// <value>The default is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less, or more than 49 days.</exception>
    public TimeSpan ShutdownTimeout
    {
        get;
        set => field = Bounded(value, nameof(ShutdownTimeout));
    } = TimeSpan.FromSeconds(5);

    internal BackgroundLoadOptions Copy() =>
        new()
        {
            MaxConcurrent = MaxConcurrent,
            Deadline = Deadline,
            ShutdownTimeout = ShutdownTimeout,
        };

    private static TimeSpan Bounded(TimeSpan value, string name) =>
        value > TimeSpan.Zero && value <= Guard.LongestTimer
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{name} can't be {value}; write more than zero and at most {Guard.LongestTimer}."
            );
}
