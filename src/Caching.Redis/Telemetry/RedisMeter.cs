using System.Diagnostics.Metrics;

namespace Caching.Redis;

/// <summary>The instruments of the meter <c>Caching</c> that only a remote backend has.</summary>
internal static class RedisMeter
{
    private static readonly Meter Meter = new("Caching", typeof(RedisMeter).Assembly.GetName().Version?.ToString());

    public static Counter<long> Abandoned { get; } =
        Meter.CreateCounter<long>(
            "caching.operations.abandoned",
            "{operation}",
            "Operations given up because the server didn't answer in time."
        );

    public static Counter<long> Undecodable { get; } =
        Meter.CreateCounter<long>(
            "caching.entries.undecodable",
            "{entry}",
            "Entries that couldn't be decoded and count as misses, by reason."
        );

    public static Gauge<double> LogHorizon { get; } =
        Meter.CreateGauge<double>(
            "caching.log.horizon",
            "s",
            "How far the log of invalidations reaches back: a longer load isn't stored."
        );

    public static Counter<long> Replays { get; } =
        Meter.CreateCounter<long>(
            "caching.invalidations.replayed",
            "{invalidation}",
            "Invalidations carried out again because another primary answers."
        );
}
