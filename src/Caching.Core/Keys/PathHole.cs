namespace Caching;

/// <summary>A hole that follows a path of members, read by a getter that was compiled once.</summary>
internal sealed class PathHole<T>(int position, ArgumentEncoder<T> encoder, Func<object?, T> read)
    : TemplateHole(position)
{
    public override ArgumentEncoder Encoder => encoder;

    protected override void Write(ref KeyWriter writer, object? root) => encoder.Write(ref writer, read(root));
}
