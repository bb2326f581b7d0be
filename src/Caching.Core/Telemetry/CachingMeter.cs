using System.Diagnostics.Metrics;

namespace Caching;

/// <summary>The instruments of the meter <c>Caching</c>; they cost nothing while nobody listens.</summary>
internal static class CachingMeter
{
    private static readonly Meter Meter = new("Caching", typeof(CachingMeter).Assembly.GetName().Version?.ToString());

    public static Counter<long> Hits { get; } =
        Meter.CreateCounter<long>("caching.hits", "{call}", "Calls answered from the cache.");

    public static Counter<long> Misses { get; } =
        Meter.CreateCounter<long>("caching.misses", "{call}", "Calls that found nothing.");

    public static Counter<long> Joins { get; } =
        Meter.CreateCounter<long>("caching.joins", "{call}", "Calls that waited for another caller's load.");

    public static Counter<long> Loads { get; } =
        Meter.CreateCounter<long>("caching.loads", "{load}", "Business calls made to fill the cache.");

    public static Counter<long> Refreshes { get; } =
        Meter.CreateCounter<long>("caching.refreshes", "{load}", "Loads ahead of an entry's expiry, by outcome.");

    public static Counter<long> RefusedStores { get; } =
        Meter.CreateCounter<long>("caching.stores.refused", "{store}", "Values that weren't stored, by reason.");

    public static Counter<long> StaleServed { get; } =
        Meter.CreateCounter<long>("caching.stale", "{call}", "Calls answered with a last value, by reason.");

    public static Counter<long> Bypasses { get; } =
        Meter.CreateCounter<long>("caching.bypasses", "{call}", "Calls that no key could be made for.");

    public static Counter<long> Operations { get; } =
        Meter.CreateCounter<long>("caching.operations", "{operation}", "Operations on a backend, by outcome.");

    public static UpDownCounter<long> PendingInvalidations { get; } =
        Meter.CreateUpDownCounter<long>(
            "caching.invalidations.pending",
            "{invalidation}",
            "Invalidations that wait to be replayed."
        );

    public static UpDownCounter<long> OpenBreakers { get; } =
        Meter.CreateUpDownCounter<long>("caching.breaker.open", "{breaker}", "Sides of a backend that nobody asks.");

    public static Counter<long> Stalls { get; } =
        Meter.CreateCounter<long>("caching.stalls", "{stall}", "Operations that failed as this process stood still.");

    public static Histogram<double> LoadDuration { get; } =
        Meter.CreateHistogram<double>("caching.load.duration", "s", "Time that business calls took.");

    public static Histogram<double> OperationDuration { get; } =
        Meter.CreateHistogram<double>("caching.operation.duration", "s", "Time that operations on a backend took.");
}
