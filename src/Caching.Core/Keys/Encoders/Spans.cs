namespace Caching;

/// <summary>The spans of the framework's memory types.</summary>
internal static class Spans
{
    public static ReadOnlySpan<T> OfMemory<T>(Memory<T> memory) => memory.Span;

    public static ReadOnlySpan<T> OfReadOnlyMemory<T>(ReadOnlyMemory<T> memory) => memory.Span;

    public static ReadOnlySpan<T> OfArraySegment<T>(ArraySegment<T> segment) => segment.AsSpan();
}
