namespace Caching;

/// <summary>Keys made of the method and its arguments.</summary>
internal sealed class CallPlanKey(CallKey key, IReadOnlyList<Type?>? bits, string pattern) : PlanKey
{
    public override string Shape => key.Shape;

    public override string Pattern { get; } = pattern;

    public override IReadOnlyList<Type?>? Bits { get; } = bits;

    public override int HeadLength => key.HeadLength;

    public override void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, ReadOnlySpan<object?> vary) =>
        key.Write(ref writer, arguments, vary);

    public override string Glob(ReadOnlySpan<object?> arguments, ReadOnlySpan<bool> any) =>
        key.ExactOrGlob(arguments, any);
}
