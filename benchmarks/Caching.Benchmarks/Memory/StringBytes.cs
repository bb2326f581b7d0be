namespace Caching.Benchmarks.Memory;

/// <summary>What a string takes on the heap: header, method table, length, text with its end, in steps of eight.</summary>
internal static class StringBytes
{
    public static long Of(string text) => (8 + 8 + 4 + (2 * (text.Length + 1L)) + 7) / 8 * 8;
}
