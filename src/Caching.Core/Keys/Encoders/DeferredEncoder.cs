namespace Caching;

/// <summary>Stands for the encoder of a type inside of itself, which exists only once the type's own is made.</summary>
internal sealed class DeferredEncoder<T> : ArgumentEncoder<T>, IDeferredEncoder
{
    private ArgumentEncoder<T>? _encoder;

    public void Complete(ArgumentEncoder encoder) => _encoder = (ArgumentEncoder<T>)encoder;

    public override void Write(ref KeyWriter writer, T value) => _encoder!.Write(ref writer, value);
}
