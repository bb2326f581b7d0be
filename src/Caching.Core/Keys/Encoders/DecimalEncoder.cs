namespace Caching;

internal sealed class DecimalEncoder : ArgumentEncoder<decimal>
{
    public override void Write(ref KeyWriter writer, decimal value)
    {
        // The text keeps the scale, but drops the sign of a negative zero.
        if (decimal.IsNegative(value) && value == 0)
        {
            writer.Append('-');
        }

        writer.AppendFormatted(value);
    }
}
