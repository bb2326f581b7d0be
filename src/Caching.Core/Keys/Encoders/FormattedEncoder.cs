namespace Caching;

/// <summary>Writes values whose invariant text in one format tells them all apart.</summary>
internal sealed class FormattedEncoder<T>(string format) : ArgumentEncoder<T>
    where T : struct, ISpanFormattable
{
    public override void Write(ref KeyWriter writer, T value) => writer.AppendFormatted(value, format);
}
