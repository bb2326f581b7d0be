namespace Caching;

internal sealed class NullableEncoder<T>(ArgumentEncoder<T> encoder) : ArgumentEncoder<T?>
    where T : struct
{
    public override void Write(ref KeyWriter writer, T? value)
    {
        if (value is { } given)
        {
            encoder.Write(ref writer, given);
        }
        else
        {
            writer.Append(KeyText.Null);
        }
    }

    public override bool EndsBefore(ReadOnlySpan<char> literal) => encoder.EndsBefore(literal);
}
