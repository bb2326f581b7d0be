namespace Caching;

/// <summary>Writes the values of one declared type into keys, two different values never alike.</summary>
internal abstract class ArgumentEncoder
{
    public abstract Type Type { get; }

    /// <summary>Gets whether boxed values of this type may be compared bit for bit instead of by their text.</summary>
    public virtual bool IsBitComparable => false;

    public abstract void Write(ref KeyWriter writer, object? value);

    /// <summary>Tells whether the text of a value is certain to be over where this literal text begins.</summary>
    public virtual bool EndsBefore(ReadOnlySpan<char> literal) => KeyEscaping.HasReserved(literal);
}
