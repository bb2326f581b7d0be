namespace Caching;

/// <summary>A key source behind a constant text.</summary>
internal sealed class PrefixedSource(string head, KeySource source) : KeySource
{
    public override bool UsesResult => source.UsesResult;

    public override string Shape => head + source.Shape;

    public override IReadOnlyList<Type> ParameterTypes => source.ParameterTypes;

    public override KeySource AsOf(ReadOnlySpan<object?> arguments) =>
        source.AsOf(arguments) is var bound && ReferenceEquals(bound, source) ? this : new PrefixedSource(head, bound);

    public override void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, object? result)
    {
        writer.Append(head);
        source.Write(ref writer, arguments, result);
    }
}
