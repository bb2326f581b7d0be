using System.Diagnostics.Metrics;

namespace Caching.Redis.Races;

/// <summary>Counts what happened, mostly as the engine's own metrics tell it.</summary>
internal sealed class RaceCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _hits;
    private long _loads;
    private long _joins;
    private long _refused;
    private long _operations;
    private long _writes;
    private long _stale;

    public RaceCounts()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Caching")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public bool IsStale => Volatile.Read(ref _stale) > 0;

    /// <summary>Counts an operation that is over.</summary>
    public void Operation() => Interlocked.Increment(ref _operations);

    /// <summary>Counts a write whose invalidation was acknowledged.</summary>
    public void Write() => Interlocked.Increment(ref _writes);

    public void Stale() => Interlocked.Increment(ref _stale);

    public override string ToString() =>
        FormattableString.Invariant($"operations={_operations} hits={_hits} loads={_loads} joins={_joins} ")
        + FormattableString.Invariant($"refused={_refused} writes={_writes} stale={_stale}");

    public void Dispose() => _listener.Dispose();

    private void Count(
        Instrument instrument,
        long measurement,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    )
    {
        switch (instrument.Name)
        {
            case "caching.hits":
                Interlocked.Add(ref _hits, measurement);
                break;
            case "caching.loads":
                Interlocked.Add(ref _loads, measurement);
                break;
            case "caching.joins":
                Interlocked.Add(ref _joins, measurement);
                break;
            case "caching.stores.refused" when IsByServer(tags):
                Interlocked.Add(ref _refused, measurement);
                break;
        }
    }

    // The fence within this process refuses too, but that isn't what this is about.
    private static bool IsByServer(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "reason" && value is "backend")
            {
                return true;
            }
        }

        return false;
    }
}
