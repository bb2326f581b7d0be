namespace Caching;

internal sealed class StringEncoder : ArgumentEncoder<string?>
{
    public override void Write(ref KeyWriter writer, string? value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
        }
        else
        {
            writer.AppendEscaped(value);
        }
    }

    public override void Write(ref KeyWriter writer, object? value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
        }
        else
        {
            writer.AppendEscaped((string)value);
        }
    }
}
