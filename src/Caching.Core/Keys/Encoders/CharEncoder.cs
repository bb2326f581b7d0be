namespace Caching;

internal sealed class CharEncoder : ArgumentEncoder<char>
{
    public override void Write(ref KeyWriter writer, char value) => writer.AppendEscaped([value]);
}
