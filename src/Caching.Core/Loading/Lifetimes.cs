namespace Caching;

/// <summary>Decides how long values live that are stored now.</summary>
/// <remarks>Thread-safe, as far as its sources are.</remarks>
/// <param name="time">Where time comes from.</param>
/// <param name="random">Gives numbers from 0 to below 1.</param>
internal sealed class Lifetimes(TimeProvider time, Func<double> random)
{
    /// <summary>Returns how long it is from now to an instant; zero or less when it is over.</summary>
    public TimeSpan Until(DateTimeOffset instant) => instant - time.GetUtcNow();

    /// <summary>Reads what a selector gave: a time from now or an instant.</summary>
    /// <returns><see langword="null"/> when it gave nothing.</returns>
    public TimeSpan? Read(object? given) =>
        given switch
        {
            TimeSpan span => span,
            DateTimeOffset instant => Until(instant),
            _ => null,
        };

    /// <summary>Shortens a time to live by up to a fraction of it; never to nothing.</summary>
    public TimeSpan? Jittered(TimeSpan? ttl, double fraction)
    {
        if (fraction <= 0 || ttl is not { } span || span <= TimeSpan.Zero)
        {
            return ttl;
        }

        var shorter = span.Ticks - (long)(span.Ticks * fraction * random());
        return TimeSpan.FromTicks(Math.Max(1, shorter));
    }
}
