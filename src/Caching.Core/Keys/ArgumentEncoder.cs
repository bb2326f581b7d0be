namespace Caching;

/// <summary>Writes the values of one declared type into keys, two different values never alike.</summary>
internal abstract class ArgumentEncoder
{
    public abstract Type Type { get; }

    public abstract void Write(ref KeyWriter writer, object? value);

    /// <summary>Tells whether the text of a value is certain to be over where this literal text begins.</summary>
    public virtual bool EndsBefore(ReadOnlySpan<char> literal) => KeyEscaping.HasReserved(literal);
}
