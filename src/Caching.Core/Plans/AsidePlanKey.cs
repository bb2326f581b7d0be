namespace Caching;

/// <summary>Keys that the user writes, behind the application's and the policy's prefix.</summary>
/// <remarks>A template reads its arguments only. A selector may read anything, so its keys are always written out before they are looked for.</remarks>
internal sealed class AsidePlanKey(string head, KeySource source, IReadOnlyList<ArgumentEncoder> vary, string pattern)
    : PlanKey
{
    public override string Shape { get; } = Caching.Glob.Escape(head) + source.Shape + (vary.Count > 0 ? "|*" : "");

    public override string Pattern { get; } = head + pattern;

    public override IReadOnlyList<Type?>? Bits { get; } = source.Bits;

    public override int HeadLength => head.Length;

    public override void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, ReadOnlySpan<object?> values)
    {
        writer.Append(head);
        source.Write(ref writer, arguments, null);
        for (var i = 0; i < vary.Count; i++)
        {
            writer.Append(i == 0 ? '|' : ',');
            var start = writer.BeginArgument();
            vary[i].Write(ref writer, values[i]);
            writer.EndArgument(start);
        }
    }

    public override string Glob(ReadOnlySpan<object?> arguments, ReadOnlySpan<bool> any)
    {
        if (any.Contains(true))
        {
            return Shape;
        }

        var text = ToText(arguments, new object?[vary.Count]);
        return vary.Count == 0
            ? Caching.Glob.Escape(text)
            : Caching.Glob.Escape(text.AsSpan(0, text.LastIndexOf('|'))) + "|*";
    }
}
