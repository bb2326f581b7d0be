namespace Caching.Benchmarks.Reporting;
internal static class Gates { public static int Print() => 0; }
