namespace Caching;

/// <inheritdoc cref="ArgumentEncoder"/>
internal abstract class ArgumentEncoder<T> : ArgumentEncoder
{
    public sealed override Type Type => typeof(T);

    public abstract void Write(ref KeyWriter writer, T value);

    public override void Write(ref KeyWriter writer, object? value) => Write(ref writer, (T)value!);
}
