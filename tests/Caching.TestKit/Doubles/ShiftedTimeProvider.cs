namespace Caching.TestKit.Doubles;

/// <summary>The system's time with its date moved on, for backends whose timers have to run.</summary>
public sealed class ShiftedTimeProvider : TimeProvider
{
    private long _shift;

    public void Shift(TimeSpan time) => Interlocked.Add(ref _shift, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _shift));
}
