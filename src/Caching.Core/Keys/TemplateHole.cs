namespace Caching;

/// <summary>Writes one value of a call into a template's text.</summary>
/// <param name="position">The position of the parameter that it starts from, -1 for the result.</param>
internal abstract class TemplateHole(int position)
{
    public int Position => position;

    public bool ReadsResult => position < 0;

    public abstract ArgumentEncoder Encoder { get; }

    /// <summary>Gets the <see cref="IBits{TSelf}"/> of its argument; <see langword="null"/> when it is told apart by text.</summary>
    public virtual Type? Bits => null;

    public void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, object? result) =>
        Write(ref writer, position < 0 ? result : arguments[position]);

    protected abstract void Write(ref KeyWriter writer, object? root);
}
