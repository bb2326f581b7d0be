namespace Caching;

/// <summary>A hole that takes an argument or the result as it is.</summary>
internal sealed class DirectHole(int position, ArgumentEncoder encoder) : TemplateHole(position)
{
    public override ArgumentEncoder Encoder => encoder;

    public override Type? Bits { get; } = BitTypes.Of(encoder);

    protected override void Write(ref KeyWriter writer, object? root) => encoder.Write(ref writer, root);
}
