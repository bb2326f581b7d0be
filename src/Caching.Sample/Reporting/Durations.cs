namespace Caching.Sample.Reporting;

internal static class Durations
{
    public static string Text(TimeSpan duration) =>
        duration.TotalSeconds >= 1 ? $"{duration.TotalSeconds:0.00} s"
        : duration.TotalMilliseconds >= 1 ? $"{duration.TotalMilliseconds:0.00} ms"
        : duration.TotalMicroseconds >= 1 ? $"{duration.TotalMicroseconds:0.0} µs"
        : $"{duration.TotalNanoseconds:0} ns";

    public static TimeSpan Median(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToArray();
        return sorted.Length == 0 ? TimeSpan.Zero : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
