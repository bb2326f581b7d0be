namespace Caching;

/// <summary>Writes collections that are spans of memory.</summary>
internal sealed class SpanEncoder<T, TElement>(ArgumentEncoder<TElement> encoder, SpanOf<T, TElement> elements)
    : ArgumentEncoder<T>
    where T : struct
{
    public override void Write(ref KeyWriter writer, T value) =>
        Elements.WriteAll(ref writer, encoder, elements(value));
}
