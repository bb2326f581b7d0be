namespace Caching;

/// <summary>Writes immutable reference values that one of their texts tells apart.</summary>
internal sealed class TextEncoder<T>(Func<T, string> text) : ArgumentEncoder<T?>
    where T : class
{
    public override void Write(ref KeyWriter writer, T? value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
        }
        else
        {
            writer.AppendEscaped(text(value));
        }
    }
}
