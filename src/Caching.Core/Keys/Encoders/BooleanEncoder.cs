namespace Caching;

internal sealed class BooleanEncoder : ArgumentEncoder<bool>
{
    public override bool IsBitComparable => true;

    public override void Write(ref KeyWriter writer, bool value) => writer.Append(value ? "true" : "false");

    public override void Write(ref KeyWriter writer, object? value) => writer.Append((bool)value! ? "true" : "false");
}
