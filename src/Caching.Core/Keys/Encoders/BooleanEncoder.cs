namespace Caching;

internal sealed class BooleanEncoder : ArgumentEncoder<bool>
{
    public override void Write(ref KeyWriter writer, bool value) => writer.Append(value ? "true" : "false");

    public override void Write(ref KeyWriter writer, object? value) => writer.Append((bool)value! ? "true" : "false");
}
