using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Caching.TestKit.Recording;

/// <summary>Listens to the meter <c>Caching</c> from its creation to its end.</summary>
/// <remarks>The meter is one for the process: give backends names of their own to tell tests apart.</remarks>
public sealed class MeterRecorder : IDisposable
{
    private readonly ConcurrentQueue<Measurement> _measurements = [];
    private readonly MeterListener _listener = new();

    public MeterRecorder()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Caching")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Measurement> Measurements => _measurements;

    /// <summary>The sum of a counter over the measurements that carry all the tags, given as <c>name=value</c>.</summary>
    public double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum(each => each.Value);

    public IEnumerable<Measurement> Of(string instrument, params string[] tags) =>
        _measurements.Where(each => each.Instrument == instrument && tags.All(each.Tags.Contains));

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue(
            new(instrument.Name, value, tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").ToHashSet())
        );

    /// <summary>One measurement.</summary>
    public sealed record Measurement(string Instrument, double Value, IReadOnlySet<string> Tags);
}
