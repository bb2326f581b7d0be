namespace Caching;

/// <summary>Tells milliseconds that only go forward.</summary>
/// <remarks>
/// A hit asks for the time, so the system's provider is answered by the tick count, several times cheaper than a
/// timestamp and exact to the few milliseconds that no expiry can be held to anyway.
/// </remarks>
internal sealed class CacheClock(TimeProvider time)
{
    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);

    public TimeProvider Time { get; } = time;

    public long Now => _isSystem ? Environment.TickCount64 : ReadProvider();

    /// <summary>The moment at which something stored now with this time to live is gone.</summary>
    public long After(TimeSpan? ttl)
    {
        if (ttl is not { } span)
        {
            return long.MaxValue;
        }

        var milliseconds = (span.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return span == TimeSpan.MaxValue ? long.MaxValue : Now + milliseconds;
    }

    private long ReadProvider() => (long)Time.GetElapsedTime(0).TotalMilliseconds;
}
