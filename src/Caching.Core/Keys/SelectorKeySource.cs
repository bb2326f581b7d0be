namespace Caching;

/// <summary>Writes the keys that a user's key selector makes from the first arguments of a call.</summary>
internal sealed class SelectorKeySource(IReadOnlyList<Type> parameterTypes, KeyTextOf select) : KeySource
{
    /// <inheritdoc/>
    public override string Shape => "*";

    /// <inheritdoc/>
    public override bool UsesResult => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Type> ParameterTypes { get; } = parameterTypes;

    /// <inheritdoc/>
    public override void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, object? result)
    {
        var text = select(arguments);
        try
        {
            writer.Append(text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }
}
