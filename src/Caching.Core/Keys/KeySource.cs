namespace Caching;

/// <summary>Writes a key, tag or pattern of the user's own from the arguments of a call.</summary>
/// <remarks>Immutable. Each hole is encoded like an argument, so two different values never write the same.</remarks>
internal abstract class KeySource
{
    /// <summary>Gets the glob that everything it writes matches.</summary>
    public abstract string Shape { get; }

    /// <summary>Gets whether it reads the result of the call.</summary>
    public abstract bool UsesResult { get; }

    /// <summary>Gets whether it writes the same for every call.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Gets the types of the arguments that it reads, by position.</summary>
    public virtual IReadOnlyList<Type> ParameterTypes => [];

    /// <summary>Gets per parameter the <see cref="IBits{TSelf}"/> that tells without text whether two arguments write the same; <see langword="null"/> when none does.</summary>
    public virtual IReadOnlyList<Type?>? Bits => null;

    public abstract void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, object? result);

    /// <summary>Makes a source that writes the arguments as they are now, whatever the call does to them.</summary>
    public virtual KeySource AsOf(ReadOnlySpan<object?> arguments) => this;

    public string ToText(ReadOnlySpan<object?> arguments, object? result)
    {
        var writer = new KeyWriter(stackalloc char[128]);
        try
        {
            Write(ref writer, arguments, result);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
