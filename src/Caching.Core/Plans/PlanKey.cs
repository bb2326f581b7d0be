namespace Caching;

/// <summary>Writes the keys of one method.</summary>
internal abstract class PlanKey
{
    // Who misses a hot key isn't alone: the next one on this thread has its text already.
    [ThreadStatic]
    private static string? _last;

    /// <summary>Gets a glob that every key of the method matches.</summary>
    public abstract string Shape { get; }

    /// <summary>Gets the key as a person reads it, with its holes named.</summary>
    public abstract string Pattern { get; }

    /// <summary>Gets per parameter the <see cref="IBits{TSelf}"/> of what is part of the key; <see langword="null"/> when arguments are told apart by text.</summary>
    public virtual IReadOnlyList<Type?>? Bits => null;

    /// <summary>Gets how many characters all keys of the method begin with.</summary>
    public abstract int HeadLength { get; }

    public abstract void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, ReadOnlySpan<object?> vary);

    /// <summary>Writes a glob for the entries whose arguments aren't all given.</summary>
    public abstract string Glob(ReadOnlySpan<object?> arguments, ReadOnlySpan<bool> any);

    public string ToText(ReadOnlySpan<object?> arguments, ReadOnlySpan<object?> vary)
    {
        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            Write(ref writer, arguments, vary);
            return _last is { } last && writer.Written.SequenceEqual(last) ? last : _last = writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
