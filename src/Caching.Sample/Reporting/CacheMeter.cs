using System.Diagnostics.Metrics;

namespace Caching.Sample.Reporting;

/// <summary>Listens to the meter <c>Caching</c> and credits each measurement to the call that caused it.</summary>
internal sealed class CacheMeter : IDisposable
{
    private readonly MeterListener _listener = new();

    public CacheMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Caching" && CreditOf(instrument.Name) is { } credit)
            {
                listener.EnableMeasurementEvents(instrument, credit);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            static (_, count, _, credit) =>
            {
                if (Call.Current is { } call)
                {
                    ((Action<Call, long>)credit!)(call, count);
                }
            }
        );
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private static Action<Call, long>? CreditOf(string instrument) =>
        instrument switch
        {
            "caching.hits" => static (call, count) => call.AddHits(count),
            "caching.loads" => static (call, count) => call.AddLoads(count),
            "caching.joins" => static (call, count) => call.AddJoins(count),
            _ => null,
        };
}
