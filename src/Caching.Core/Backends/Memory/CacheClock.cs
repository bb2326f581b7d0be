namespace Caching;

/// <summary>Tells milliseconds that only go forward.</summary>
/// <remarks>
/// A hit asks for the time, so the system's provider is answered by the tick count, several times cheaper than a
/// timestamp and exact to the few milliseconds that no expiry can be held to anyway.
/// </remarks>
internal sealed class CacheClock(TimeProvider time)
{
    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Time { get; } = time;

    public long Now => _isSystem ? Environment.TickCount64 : ReadProvider();

    /// <summary>The moment at which something stored now with this time to live is gone.</summary>
    public long After(TimeSpan? ttl)
    {
        if (ttl is not { } span)
        {
            return long.MaxValue;
        }

        var (milliseconds, rest) = Math.DivRem(span.Ticks, TimeSpan.TicksPerMillisecond);
        return Now + milliseconds + (rest > 0 ? 1 : 0);
    }

    // From a start of its own: TimeProvider computes with doubles, which round a timestamp that counts from year one.
    private long ReadProvider() => (long)Time.GetElapsedTime(_start).TotalMilliseconds;
}
